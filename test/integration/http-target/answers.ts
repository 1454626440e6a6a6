import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib'

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer) => void

const text = 'squeeze me '.repeat(50)
const encoded: Readonly<Record<string, () => Buffer>> = {
  gzip: () => gzipSync(text),
  deflate: () => deflateSync(text),
  br: () => brotliCompressSync(text),
  zstd: () => zstdCompressSync(text),
  'gzip,br': () => brotliCompressSync(gzipSync(text)),
  broken: () => Buffer.from('this is not gzip'),
}

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes),
  deflate: (bytes) => inflateSync(bytes),
  br: (bytes) => brotliDecompressSync(bytes),
  zstd: (bytes) => zstdDecompressSync(bytes),
}

const page = `<h1>Title</h1>
<a href="/echo?from=link">one</a> <a class="second" href="echo">two</a>
<form id="search" action="/echo"><input name="q" value="x y"><input type="submit" name="go" value="Go"></form>
<form id="login" method="post" action="/echo"><input name="user"><input type="hidden" name="token" value="t0ken"></form>`

/** Requests under way, and the most of them since it was last asked. */
let active = 0
let peak = 0

/** What the well-behaved servers do, by path. */
const answers: Readonly<Record<string, Answer>> = {
  '/': (_request, response) => response.end('hello'),
  '/status': (_request, response, url) => {
    response.statusCode = Number(url.searchParams.get('code'))
    response.end()
  },
  '/echo': (request, response, url, body) => {
    const { method, headers, rawHeaders } = request
    response.setHeader('content-type', 'application/json')
    const { remoteAddress: from } = request.socket
    const target = url.pathname + url.search
    response.end(JSON.stringify({ method, url: target, headers, rawHeaders, body: body.toString('latin1'), from }))
  },
  '/bytes': (_request, response, url) => response.end(Buffer.alloc(Number(url.searchParams.get('count')), 'x')),
  '/slow': (_request, response, url) => {
    setTimeout(() => response.end('late'), Number(url.searchParams.get('ms')))
  },
  '/drip': (_request, response, url) => {
    response.write('first')
    setTimeout(() => response.end('last'), Number(url.searchParams.get('ms')))
  },
  '/never': () => undefined,
  '/encoded': (_request, response, url) => {
    const name = url.searchParams.get('as') ?? ''
    response.setHeader('content-encoding', name === 'broken' ? 'gzip' : name)
    response.end(encoded[name]?.())
  },
  '/redirect': (_request, response, url) => {
    const left = Number(url.searchParams.get('left'))
    const to = left > 1 ? `/redirect?left=${left - 1}` : '/'
    response.writeHead(302, { location: to }).end('gone')
  },
  '/redirect-to': (_request, response, url) => {
    response
      .writeHead(Number(url.searchParams.get('code') ?? 302), { location: url.searchParams.get('url') ?? '' })
      .end()
  },
  '/cookies/set': (_request, response, url) => {
    const list = [...url.searchParams].map(([name, value]) => `${name}=${value}; Path=/`)
    response.writeHead(302, { 'set-cookie': list, location: '/echo' }).end()
  },
  '/cookies/plain': (_request, response) => {
    const list = ['a=1; Path=/; HttpOnly', 'b=2; Max-Age=60; Secure', 'a=3; Path=/other; Domain=localhost']
    response.writeHead(200, { 'set-cookie': list }).end()
  },
  '/many-headers': (_request, response) => {
    response.writeHead(
      200,
      [
        ['x-many', 'one'],
        ['X-Many', 'two'],
        ['content-type', 'text/plain'],
      ].flat(),
    )
    response.end()
  },
  '/unpack': (request, response, _url, body) => {
    const encoding = request.headers['content-encoding'] ?? ''
    const plain = encoding
      .split(', ')
      .toReversed()
      .reduce((bytes, name) => unpackers[name]?.(bytes) ?? bytes, body)
    response.end(`${encoding}: ${plain.toString()}`)
  },
  '/peak': (_request, response) => {
    response.end(String(peak))
    peak = 0
  },
  '/page': (_request, response) => response.end(page),
  '/close': (_request, response) => response.writeHead(200, { connection: 'close' }).end('bye'),
  '/digest': (request, response, url) => {
    const given = request.headers.authorization ?? ''
    const right = digestOf(given, request.method ?? '')
    if (right !== undefined && given.includes(`response="${right}"`)) return response.end('welcome')
    const qop = url.searchParams.get('qop')
    const challenge = `Digest realm="zone", nonce="n0nce", opaque="0paque"${qop === null ? '' : `, qop="${qop}"`}`
    return response.writeHead(401, { 'www-authenticate': challenge }).end()
  },
}

const md5 = (...parts: readonly string[]): string => createHash('md5').update(parts.join(':')).digest('hex')

function digestOf(header: string, method: string): string | undefined {
  const field = (name: string): string => {
    const match = new RegExp(`(?:^Digest |, )${name}=(?:"([^"]*)"|([^,]*))`).exec(header)
    return match?.[1] ?? match?.[2] ?? ''
  }
  if (!header.startsWith('Digest ') || field('username') !== 'ann') return undefined
  const ha1 = md5('ann', 'zone', 'secret')
  const ha2 = md5(method, field('uri'))
  if (field('qop') === '') return md5(ha1, 'n0nce', ha2)
  return md5(ha1, 'n0nce', field('nc'), field('cnonce'), field('qop'), ha2)
}

const counts = new Map<string, number>()

/** `GET /counts` tells how often each path was asked for since the last time it was asked. */
export function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://target')
  if (url.pathname === '/counts') {
    response.end(JSON.stringify(Object.fromEntries(counts)))
    counts.clear()
    return
  }
  counts.set(url.pathname, (counts.get(url.pathname) ?? 0) + 1)
  active += 1
  peak = Math.max(peak, active)
  response.on('close', () => {
    active -= 1
  })
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const respond = answers[url.pathname]
    if (respond === undefined) response.writeHead(404).end('nothing here')
    else respond(request, response, url, Buffer.concat(chunks))
  })
}
