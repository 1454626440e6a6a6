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
import type { SeenRequest } from './echo-server.ts'

interface Exchange {
  readonly seen: SeenRequest
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  readonly query: URLSearchParams
  /** The segments of the path after the first. */
  readonly rest: readonly string[]
  /** Where a path of this room is. */
  readonly at: (path: string) => string
}

type Answer = (exchange: Exchange) => unknown

const packers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: (bytes) => brotliCompressSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
}

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
}

const page = `<!DOCTYPE html><html><head><title>The shop</title></head><body>
<h1 id="top" class="big loud">Welcome <b>back</b></h1>
<ul><li data-id="7" data-in-stock="true">Tea</li><li>Coffee</li><li>Milk</li></ul>
<a id="one" href="ECHO?from=link">one</a><a class="second" href="./echo?from=second">two</a>
<form id="search" action="ECHO"><input name="q" value="x y">
<select name="sort"><option value="up">Up</option><option value="down" selected>Down</option></select>
<input type="submit" name="go" value="Go"></form>
<form id="login" method="post" action="ECHO"><input name="user"><input type="hidden" name="token" value="t0ken">
<textarea name="note">hi</textarea><input type="submit" name="enter" value="In"></form></body></html>`

const json = {
  name: 'shop',
  open: true,
  nothing: null,
  items: [
    { id: 1, name: 'tea', price: 2.5, tags: ['hot', 'green'] },
    { id: 2, name: 'milk', price: 1, tags: [] },
  ],
  'dotted.key': 'dot',
}

const md5 = (...parts: readonly string[]): string => createHash('md5').update(parts.join(':')).digest('hex')

const sendJson = (response: ServerResponse, value: unknown): unknown =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))

/** The body as it was before it was packed, by the Content-Encoding of the request. */
function unpack({ request, body }: Exchange): Buffer {
  const names = (request.headers['content-encoding'] ?? '').split(',').map((name) => name.trim())
  return names.toReversed().reduce((bytes, name) => unpackers[name]?.(bytes) ?? bytes, body)
}

/** The fields of a form, urlencoded or multipart. */
async function fieldsOf({ request }: Exchange, body: Buffer): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return undefined
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const fields = [...form].map(async ([name, value]) =>
    typeof value === 'string'
      ? [name, value]
      : [name, { filename: value.name, type: value.type, content: await value.text() }],
  )
  return Promise.all(fields)
}

async function echo(exchange: Exchange): Promise<void> {
  const { seen, request, response, query } = exchange
  const body = unpack(exchange)
  const form = await fieldsOf(exchange, body).catch((error: unknown) => String(error))
  sendJson(response, {
    method: seen.method,
    path: seen.path,
    query: Object.fromEntries(query),
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    body: body.toString(),
    length: body.length,
    form,
  })
}

const redirect = ({ response, at }: Exchange, to: string, code = 302): unknown =>
  response.writeHead(code, { location: to.startsWith('/') ? at(to) : to }).end('moved')

/** By the first segment of the path. */
const answers: Readonly<Record<string, Answer>> = {
  echo,
  status: ({ response, rest: [code], request }) =>
    response.writeHead(Number(code)).end(request.method === 'HEAD' ? undefined : `status ${code}`),
  redirect: (exchange) => {
    const left = Number(exchange.rest[0])
    return redirect(exchange, left > 1 ? `/redirect/${left - 1}` : '/echo')
  },
  'redirect-to': (exchange) => {
    const { query } = exchange
    return redirect(exchange, query.get('url') ?? '', Number(query.get('code') ?? 302))
  },
  cookies: (exchange) => {
    const { request, response, query, rest } = exchange
    if (rest[0] !== 'set') return sendJson(response, cookiesIn(request))
    response.setHeader(
      'set-cookie',
      [...query].map(([name, value]) => `${name}=${value}; Path=/`),
    )
    return redirect(exchange, '/cookies')
  },
  'set-cookie': ({ response, query }) => response.writeHead(200, { 'set-cookie': query.getAll('c') }).end('set'),
  delay: ({ response, rest: [ms] }) => notBefore(performance.now() + Number(ms), () => response.end(`waited ${ms}`)),
  gzip: (exchange) => packed(exchange, 'gzip'),
  deflate: (exchange) => packed(exchange, 'deflate'),
  br: (exchange) => packed(exchange, 'br'),
  zstd: (exchange) => packed(exchange, 'zstd'),
  'bad-gzip': ({ response }) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is no gzip'),
  json: ({ response }) => sendJson(response, json),
  'bad-json': ({ response }) => response.end('{\n  "a": 1,\n  "b": oops\n}'),
  html: ({ response, at }) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(page.replaceAll('ECHO', at('/echo'))),
  bytes: ({ response, rest: [count] }) => response.end(Buffer.from(Array.from({ length: Number(count) }, (_, i) => i))),
  text: ({ response, query }) => response.end(query.get('body') ?? ''),
  headers: ({ response, query }) => {
    const names = [...new Set(query.keys())]
    for (const name of names) response.setHeader(name, query.getAll(name))
    response.end('headers')
  },
  'basic-auth': ({ request, response, rest: [user, password] }) => {
    const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    if (request.headers.authorization === wanted) response.end('welcome')
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="zone"' }).end('who are you')
  },
  'digest-auth': digest,
  reset: ({ request }) => request.socket.resetAndDestroy(),
  'hang-up': ({ request }) => request.socket.end(),
  half: ({ request }) => request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'),
  never: () => undefined,
}

const packed = ({ response }: Exchange, encoding: string): unknown =>
  response
    .writeHead(200, { 'content-encoding': encoding })
    .end(packers[encoding]?.(Buffer.from(`packed with ${encoding}`)))

function cookiesIn(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').filter((pair) => pair !== '')
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]))
}

/** RFC 7616 with MD5 and qop=auth, as k6's client speaks it. */
function digest({ request, response, rest: [user = '', password = ''] }: Exchange): unknown {
  const given = request.headers.authorization ?? ''
  const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(given)?.[1] ?? ''
  const ha1 = md5(user, 'zone', password)
  const ha2 = md5(request.method ?? '', field('uri'))
  const right = md5(ha1, 'n0nce', field('nc'), field('cnonce'), field('qop'), ha2)
  if (given.startsWith('Digest') && field('username') === user && field('response') === right) {
    return response.end('welcome')
  }
  const challenge = 'Digest realm="zone", nonce="n0nce", opaque="0paque", qop="auth"'
  return response.writeHead(401, { 'www-authenticate': challenge }).end('who are you')
}

/** Answers by the first segment of the path; what is not known is echoed. */
export function answerOf(seen: SeenRequest, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const url = new URL(seen.path, 'http://echo')
  const [first = '', ...rest] = url.pathname.slice(1).split('/')
  const prefix = seen.room === '' ? '' : `/in/${seen.room}`
  const answer = answers[first] ?? echo
  const exchange = { seen, request, response, body, query: url.searchParams, rest, at: (path: string) => prefix + path }
  const answered = async (): Promise<unknown> => answer(exchange)
  answered().catch((error: unknown) => response.writeHead(500).end(String(error)))
}

/** A timer of a busy loop is early by what the loop is late: then it waits for the rest, too. */
function notBefore(time: number, act: () => void): void {
  const left = time - performance.now()
  if (left <= 0) act()
  else setTimeout(() => notBefore(time, act), Math.ceil(left))
}
