import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AddressInfo } from 'node:net'
import { InfluxClient } from './influx-client.ts'
import { type InfluxConfig, readInflux } from './influx-config.ts'

interface Seen {
  readonly line: string
  readonly authorization: string | undefined
  readonly body: string
}

let seen: Seen[]
let answers: { status: number; body?: string }[]
const server = createServer((request, response) => {
  void answer(request).then(({ status, body }) => response.writeHead(status).end(body))
})

async function answer(request: IncomingMessage): Promise<{ status: number; body?: string }> {
  const { authorization } = request.headers
  seen.push({
    line: `${request.method} ${decodeURIComponent(request.url ?? '')}`,
    authorization,
    body: await text(request),
  })
  return answers.shift() ?? { status: 204 }
}

beforeEach(async () => {
  seen = []
  answers = []
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  await once(server.close(), 'close')
})

function makeClient(rest = '/k6'): InfluxClient {
  const { port } = server.address() as AddressInfo
  const config = readInflux({ argument: `http://me:secret@127.0.0.1:${port}${rest}`, env: {}, json: undefined })
  return new InfluxClient((config as { readonly value: InfluxConfig }).value)
}

const parcel = { body: new TextEncoder().encode('c value=1 1\n'), count: 1 }
const { signal } = new AbortController()

it('makes the database, and writes with user, precision and retention policy', async () => {
  const client = makeClient('/my%20db?precision=ms&retention=week&consistency=all')
  await client.open()
  expect(await client.write(parcel, signal)).toEqual({ kind: 'delivered', refused: 0 })
  const authorization = `Basic ${Buffer.from('me:secret').toString('base64')}`
  expect(seen).toEqual([
    { line: 'POST /query?q=CREATE+DATABASE+"my+db"', authorization, body: '' },
    { line: 'POST /write?db=my+db&precision=ms&rp=week&consistency=all', authorization, body: 'c value=1 1\n' },
  ])
})

it('says before the run that the server does not know the user', async () => {
  answers = [{ status: 401, body: '{"error":"authorization failed"}' }]
  await expect(makeClient().open()).rejects.toThrow('refuses the user name or the password: authorization failed')
})

it.each([403, 500])('goes on when the database cannot be made (%d): it may be there', async (status) => {
  answers = [{ status }]
  await expect(makeClient().open()).resolves.toBeUndefined()
})

it('makes a database that is not there any more, and wants the parcel again', async () => {
  answers = [{ status: 404, body: '{"error":"database not found: \\"k6\\""}' }, { status: 200 }]
  const client = makeClient()
  expect(await client.write(parcel, signal)).toMatchObject({ kind: 'failed' })
  expect(await client.write(parcel, signal)).toMatchObject({ kind: 'delivered' })
  expect(seen.map(({ line }) => line.split('?')[0])).toEqual(['POST /write', 'POST /query', 'POST /write'])
})

it('fails where nobody listens, and says why', async () => {
  const client = makeClient()
  server.closeAllConnections()
  await once(server.close(), 'close')
  expect(await client.write(parcel, signal)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('ECONNREFUSED'),
  })
  await expect(client.open()).resolves.toBeUndefined()
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

it('gives up when nobody wants to wait any more', async () => {
  const controller = new AbortController()
  answers = [new Promise(() => undefined) as never]
  const written = makeClient().write(parcel, controller.signal)
  await expect.poll(() => seen.length).toBe(1)
  controller.abort()
  expect(await written).toMatchObject({ kind: 'failed' })
})
