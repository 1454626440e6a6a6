import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RecentHeads } from './recent-heads.ts'
import type { ResponseHead } from './response-head.ts'
import { type Progress, ResponseReader, unsolicited } from './response-reader.ts'

interface Read {
  readonly head: ResponseHead | undefined
  readonly body: string
  readonly progress: Progress
  /** Whether it is whole, once the connection ended behind it. */
  readonly ended: ReturnType<ResponseReader['end']>
}

/** As in a worker, all readers share what they have read. */
const heads = new RecentHeads()

/** Reads the bytes cut into pieces, each in a buffer whose rest is left over from other reads. */
function read(bytes: Buffer, cuts: readonly number[], isHead = false): Read {
  const parts: Buffer[] = []
  let head: ResponseHead | undefined
  const listener = {
    headRead: (found: ResponseHead) => (head = found),
    bodyRead: (piece: Buffer, from: number, to: number) => parts.push(Buffer.from(piece.subarray(from, to))),
  }
  const reader = new ResponseReader(listener, heads)
  reader.begin(isHead)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)
  const shared = Buffer.from('\r\n\r\n0\r\n\r\n'.repeat(Math.ceil(bytes.length / 9) + 1))
  let progress: Progress = 'more'
  for (const [index, from] of places.entries()) {
    const to = places[index + 1] ?? from
    if (to === from || progress !== 'more') continue
    bytes.copy(shared, 0, from, to)
    progress = reader.push(shared, 0, to - from)
  }
  return { head, body: Buffer.concat(parts).toString('latin1'), progress, ended: reader.end() }
}

const token = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter((name) => !/^(content-length|transfer-encoding|connection)$/i.test(name))
const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
const headers = fc.array(fc.tuple(token, value), { maxLength: 6 })
const body = fc.stringMatching(/^[\x20-\x7e\r\n]{0,60}$/)
const cuts = fc.array(fc.nat(), { maxLength: 6 })
const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 })

const headOf = (lines: readonly (readonly [string, string])[], ...more: readonly string[]): string =>
  ['HTTP/1.1 200 OK', ...lines.map(([name, text]) => `${name}: ${text}`), ...more, '', ''].join('\r\n')

function chunksOf(text: string, sizes: readonly number[]): string {
  let rest = text
  let coded = ''
  for (const size of [...sizes, text.length]) {
    const chunk = rest.slice(0, size)
    rest = rest.slice(size)
    if (chunk !== '') coded += `${chunk.length.toString(16)};ext=1\r\n${chunk}\r\n`
  }
  return `${coded}0\r\nTrailer: x\r\n\r\n`
}

const grouped = (lines: readonly (readonly [string, string])[]): Record<string, string | string[]> =>
  Object.fromEntries(
    [...Map.groupBy(lines, ([name]) => name.toLowerCase())].map(([name, same]) => [
      name,
      same.length === 1 ? (same[0]?.[1] ?? '') : same.map(([, text]) => text),
    ]),
  )

it('reads a body of known length, however the bytes come', () => {
  fc.assert(
    fc.property(headers, body, cuts, (lines, text, at) => {
      const bytes = Buffer.from(headOf(lines, `Content-Length: ${text.length}`) + text, 'latin1')
      const { head, body: found, progress } = read(bytes, at)
      expect(progress).toBe('done')
      expect(found).toBe(text)
      expect({ ...head?.headers }).toEqual({ ...grouped(lines), 'content-length': String(text.length) })
    }),
  )
})

it('reads a body in chunks, however it is cut and the bytes come', () => {
  fc.assert(
    fc.property(body, chunkSizes, cuts, (text, sizes, at) => {
      const bytes = Buffer.from(headOf([], 'Transfer-Encoding: chunked') + chunksOf(text, sizes), 'latin1')
      expect(read(bytes, at)).toMatchObject({ body: text, progress: 'done' })
    }),
  )
})

it('reads until the connection ends where nothing else says how long a body is', () => {
  fc.assert(
    fc.property(body, cuts, (text, at) => {
      expect(read(Buffer.from(headOf([]) + text, 'latin1'), at)).toMatchObject({
        body: text,
        progress: 'more',
        ended: 'done',
      })
    }),
  )
})

it('knows that a response is not whole, wherever it was cut off', () => {
  fc.assert(
    fc.property(body, fc.nat(), fc.boolean(), (text, at, isChunked) => {
      const whole = isChunked
        ? headOf([], 'Transfer-Encoding: chunked') + chunksOf(text, [3])
        : headOf([], `Content-Length: ${text.length}`) + text
      const cut = whole.slice(0, at % whole.length)
      const { progress, ended } = read(Buffer.from(cut, 'latin1'), [])
      expect(progress).toBe('more')
      expect(ended).not.toBe('done')
    }),
  )
})

it('gives the response what is its own, and says that more came', () => {
  fc.assert(
    fc.property(body, cuts, (text, at) => {
      const bytes = Buffer.from(`${headOf([], `Content-Length: ${text.length}`)}${text}HTTP/1.1 200 OK\r\n`, 'latin1')
      const { body: found, progress } = read(bytes, at)
      expect(found).toBe(text)
      // A piece may end just where the response does: then it was whole before more came.
      expect([{ broken: unsolicited }, 'done']).toContainEqual(progress)
    }),
  )
})

/** A response with a body of two bytes, "ok", behind what is given. */
const okBehind = (start: string): string => `${start}\r\nContent-Length: 2\r\n\r\nok`
const ok = { isHead: false, status: 200, body: 'ok', keepsAlive: true }
const empty = { ...ok, body: '' }

it.each([
  ['early hints before it', okBehind('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK'), ok],
  ['no reason', okBehind('HTTP/1.1 200 '), ok],
  ['neither reason nor blank', okBehind('HTTP/1.1 200'), ok],
  ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', ok],
  [
    'bare line feeds before a body with others',
    'HTTP/1.1 200 OK\nContent-Length: 6\n\na\r\n\r\nb',
    { ...ok, body: 'a\r\n\r\nb' },
  ],
  ['bare line feeds here and there', 'HTTP/1.1 200 OK\r\nContent-Length: 2\nX: y\r\n\nok', ok],
  ['a blank in a name', okBehind('HTTP/1.1 200 OK\r\nBad Name: x'), ok],
  ['more blanks than needed', okBehind('HTTP/1.1  200  OK'), ok],
  ['a status that is none', okBehind('HTTP/1.1 099 Low'), { ...ok, status: 99 }],
  ['another version', okBehind('HTTP/1.2 200 OK'), ok],
  [
    'chunks and a length',
    `HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    ok,
  ],
  ['a value that goes on', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n', empty],
  ['no body by its status', 'HTTP/1.1 204 No Content\r\n\r\n', { ...empty, status: 204 }],
  ['a length but no body', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', { ...empty, status: 304 }],
  ['no body for HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', { ...empty, isHead: true }],
  ['the same length twice', okBehind('HTTP/1.1 200 OK\r\nContent-Length: 2'), ok],
  ['a connection that closes', okBehind('HTTP/1.1 200 OK\r\nConnection: x, Close'), { ...ok, keepsAlive: false }],
  ['HTTP/1.0', okBehind('HTTP/1.0 200 OK'), { ...ok, keepsAlive: false }],
  ['HTTP/1.0 that keeps alive', okBehind('HTTP/1.0 200 OK\r\nConnection: keep-alive'), ok],
] as const)('reads a response with %s', (_, text, { isHead, ...expected }) => {
  const { head, body: found, progress } = read(Buffer.from(text, 'latin1'), [], isHead)
  const { status, keepsAlive } = head ?? {}
  expect({ status, keepsAlive, body: found, progress }).toEqual({ ...expected, progress: 'done' })
})

const start = 'HTTP/1.1 200 OK\r\n'
const inChunks = `${start}Transfer-Encoding: chunked\r\n\r\n`

// Each text is what Go's net/http says of the same bytes: k6 shows it as `error`.
it.each([
  ['malformed HTTP response "SSH-2.0-OpenSSH_9"', 'SSH-2.0-OpenSSH_9\r\n'],
  ['malformed HTTP response ""', '\r\nHTTP/1.1 200 OK\r\n\r\n'],
  ['malformed HTTP version "http/1.1"', 'http/1.1 200 OK\r\n\r\n'],
  ['malformed HTTP status code "20"', 'HTTP/1.1 20 OK\r\n\r\n'],
  ['malformed HTTP status code "1000"', 'HTTP/1.1 1000 High\r\n\r\n'],
  ['malformed MIME header line: ": x"', `${start}: x\r\n\r\n`],
  ['malformed MIME header line: "Bad\\tName: x"', `${start}Bad\tName: x\r\n\r\n`],
  ['malformed MIME header line: "Gr\\xf6\\xdfe: x"', `${start}Gr\xf6\xdfe: x\r\n\r\n`],
  ['malformed MIME header line: "X: a\\x00b"', `${start}X: a\0b\r\n\r\n`],
  ['malformed MIME header line: "X: a\\rb"', `${start}X: a\rb\r\n\r\n`],
  ['malformed MIME header: missing colon: "NoColon"', `${start}NoColon\r\n\r\n`],
  ['malformed MIME header initial line: " x: y"', `${start} x: y\r\n\r\n`],
  [
    'http: message cannot contain multiple Content-Length headers; got ["1" "2"]',
    `${start}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`,
  ],
  ['bad Content-Length "-1"', `${start}Content-Length: -1\r\n\r\n`],
  ['bad Content-Length "99999999999999999999"', `${start}Content-Length: 99999999999999999999\r\n\r\n`],
  ['invalid empty Content-Length ""', `${start}Content-Length:\r\n\r\n`],
  ['unsupported transfer encoding: "gzip, chunked"', `${start}Transfer-Encoding: gzip, chunked\r\n\r\n`],
  [
    'too many transfer encodings: ["chunked" "chunked"]',
    `${start}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`,
  ],
  ['invalid byte in chunk length', `${inChunks}xyz\r\n`],
  ['invalid byte in chunk length', `${inChunks}0x5\r\n`],
  ['empty hex number for chunk length', `${inChunks}\r\n`],
  ['http chunk length too large', `${inChunks}fffffffffffffffff\r\n`],
  ['header line too long', `${inChunks}5;${'x'.repeat(5000)}`],
  ['chunked line ends with bare LF', `${inChunks}1\nx`],
  ['invalid CR in chunked line', `${inChunks}1\rx\r\n`],
  ['malformed chunked encoding', `${inChunks}1\r\nab\r\n`],
  ['chunked encoding contains too much non-data', `${inChunks}${`1;${'x'.repeat(4000)}\r\nx\r\n`.repeat(5)}`],
  ['malformed MIME header: missing colon: "nocolon"', `${inChunks}0\r\nnocolon\r\n\r\n`],
  ['unsupported response status: 101 Switching Protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['net/http: server response headers exceeded 10485760 bytes; aborted', `${start}X: ${'y'.repeat(11 << 20)}`],
])('refuses what is a %s', (message, text) => {
  expect(read(Buffer.from(text, 'latin1'), [])).toMatchObject({ progress: { broken: { message } } })
})

it.each([
  ['HTTP/1.1 20', 'malformed HTTP status code "20"'],
  [`${start}Conte`, 'malformed MIME header: missing colon: "Conte"'],
  [`${start}Content-Length: 5`, undefined],
  [`${inChunks}5\r\nhel`, undefined],
  [`${inChunks}0\r\n`, 'http: unexpected EOF reading trailer'],
  [`${inChunks}0\r\nX-T: v`, 'http: suspiciously long trailer after chunked body'],
])('says of a connection that ends behind %j what Go says', (text, message) => {
  const { progress, ended } = read(Buffer.from(text, 'latin1'), [])
  expect(progress).toBe('more')
  expect(ended === 'done' ? 'done' : ended.cut?.message).toBe(message)
})
