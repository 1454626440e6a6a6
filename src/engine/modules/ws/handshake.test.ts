import { expect, it } from 'vitest'
import { CookieJar } from '../http/cookie-jar.ts'
import { startEchoServer } from '../testing/echo-server.ts'
import { waitFor } from '../testing/wait-for.ts'
import { connect, countOf, makeVu, run, type SetUp } from '../testing/ws-script.ts'

it('sends headers, user agent and wanted protocol', async () => {
  await using server = await startEchoServer({ protocol: 'chat' })
  const params = { headers: { 'X-Token': 'abc', 'sec-websocket-protocol': 'chat' }, compression: 'deflate' }
  const response = await run(makeVu(), server, (socket) => socket.on('open', () => socket.close()), params)
  expect(server.handshakes[0]).toMatchObject({
    'x-token': 'abc',
    'user-agent': 'test-agent',
    'sec-websocket-protocol': 'chat',
    'sec-websocket-extensions': expect.stringContaining('permessage-deflate'),
  })
  expect(response).toMatchObject({ headers: { 'Sec-Websocket-Protocol': 'chat' } })
})

it('sends the cookies of the VU or of a jar, and keeps those it gets', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const jar = new CookieJar()
  jar.set(server.url.replace('ws', 'http'), 'own', '1')
  const setUp: SetUp = (socket) => socket.on('open', () => socket.close())
  await run(vu, server, setUp)
  await run(vu, server, setUp)
  await run(vu, server, setUp, { jar })
  await run(vu, server, setUp, { headers: { cookie: 'mine=2' } })
  expect(server.handshakes.map(({ cookie }) => cookie)).toEqual([undefined, 'seen=yes', 'own=1', 'mine=2'])
  expect(jar.cookiesForURL(server.url.replace('ws', 'http'))).toEqual({ own: ['1'], seen: ['yes'] })
})

it('gives the answer of a server that refuses', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const response = await waitFor(connect(vu, `${server.url}/refuse`, () => expect.unreachable()))
  expect(response).toMatchObject({ status: 403, body: 'go away', headers: { 'X-Why': 'test' }, error: '' })
  expect(countOf(vu)).toMatchObject({ ws_sessions: 1, ws_session_duration: 1 })
})

it.each([
  ['ws://127.0.0.1:1/', 'dial tcp 127.0.0.1:1: connect: connection refused'],
  ['http://127.0.0.1/', 'malformed ws or wss URL'],
  ['ws://user:secret@127.0.0.1/', 'malformed ws or wss URL'],
])('gives the error when %s cannot be reached, or throws it', async (url, message) => {
  const setUp = (): void => expect.unreachable()
  expect(await waitFor(connect(makeVu(), url, setUp))).toMatchObject({ status: 0, error: message })
  await expect(waitFor(connect(makeVu({ throw: true }), url, setUp))).rejects.toThrow(message)
})

it.each([
  ['ws://127.0.0.1:1/', '1212 dial: connection refused'],
  ['/refuse', '1403 websocket: bad handshake'],
])('tells the operator of %s, and takes the iteration for a bad one', async (url, problem) => {
  await using server = await startEchoServer()
  const vu = makeVu()
  await waitFor(connect(vu, url.startsWith('/') ? server.url + url : url, () => {}))
  expect([vu.problems, vu.sawFailure]).toEqual([[problem], true])
})

it('obeys blocked names and changed hosts', async () => {
  await using server = await startEchoServer()
  const port = new URL(server.url).port
  const vu = makeVu({ blockHostnames: ['*.test'], hosts: { 'shop.example': '127.0.0.1' } })
  expect(await waitFor(connect(vu, 'ws://a.test/', () => {}))).toMatchObject({ error: 'hostname is blocked' })
  const setUp: SetUp = (socket) => socket.on('open', () => socket.close())
  expect(await waitFor(connect(vu, `ws://shop.example:${port}/`, setUp))).toMatchObject({ status: 101 })
})
