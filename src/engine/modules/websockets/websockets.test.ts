import { expect, it, vi } from 'vitest'
import { monotonicClock } from '../../../base/clock.ts'
import { startEchoServer } from '../testing/echo-server.ts'
import { fakeConfig } from '../testing/fake-config.ts'
import { type FakeVu, fakeVu, samplesOf } from '../testing/fake-vu.ts'
import { ScriptedCall } from '../testing/scripted-call.ts'
import { experimentalWebsockets, websockets } from './module.ts'

interface Event {
  readonly type: string
  readonly data?: unknown
  readonly code?: number
  readonly reason?: string
  readonly error?: string
  readonly origin?: string
}
type Listener = (event: Event) => unknown
interface Socket {
  binaryType: string
  readonly readyState: number
  readonly bufferedAmount: number
  readonly url: string
  readonly protocol: string
  readonly addEventListener: (type: string, fn: Listener) => void
  readonly send: (data: unknown) => void
  readonly ping: () => void
  readonly close: (code?: number, reason?: string) => void
}
interface Module {
  readonly WebSocket: new (...args: unknown[]) => Socket
  readonly Blob: new (
    parts?: unknown,
    options?: unknown,
  ) => { text: () => Promise<string>; size: number; type: string; toString: () => string }
}

const makeVu = (): FakeVu => fakeVu({ worker: { clock: monotonicClock(), config: fakeConfig() } })
const load = (vu: FakeVu): Module => websockets(vu) as unknown as Module
const isOver = (vu: FakeVu): Promise<unknown> => vi.waitUntil(() => vu.pending() === 0)

it('opens, talks and closes, telling its listeners in order', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const seen: unknown[] = []
  expect([socket.readyState, socket.url]).toEqual([0, server.url])
  socket.addEventListener('open', () => {
    seen.push(socket.readyState)
    socket.send('hello')
  })
  socket.addEventListener('open', () => seen.push('second'))
  socket.addEventListener('message', ({ type, data, origin }) => {
    seen.push([type, data, origin])
    socket.close(3001, 'done')
    seen.push(socket.readyState)
  })
  socket.addEventListener('close', ({ code, reason }) => seen.push(code, reason, socket.readyState))
  await isOver(vu)
  expect(seen).toEqual([1, 'second', ['message', 'hello', server.url], 2, 3001, 'done', 3])
})

it.each([
  ['an ArrayBuffer', Uint8Array.of(104, 105).buffer],
  ['a view', new DataView(Uint8Array.of(0, 104, 105).buffer, 1)],
])('sends %s and gets a Blob, or an ArrayBuffer if it wants one', async (_, data) => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const { WebSocket, Blob } = load(vu)
  const socket = new WebSocket(server.url)
  const seen: unknown[] = []
  socket.addEventListener('open', () => socket.send(data))
  socket.addEventListener('message', async (event) => {
    if (event.data instanceof ArrayBuffer) {
      seen.push(Buffer.from(event.data).toString())
      socket.close()
      return
    }
    seen.push(event.data instanceof Blob, await (event.data as InstanceType<Module['Blob']>).text())
    socket.binaryType = 'arraybuffer'
    socket.send(event.data)
  })
  await isOver(vu)
  expect(seen).toEqual([true, 'hi', 'hi'])
})

it('has a property for one listener of each event, called before the others', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const seen: string[] = []
  socket.addEventListener('open', () => {
    seen.push('added')
    socket.close()
  })
  const first = (): unknown => seen.push('property')
  Reflect.set(socket, 'onopen', first)
  expect(Reflect.get(socket, 'onopen')).toBe(first)
  Reflect.set(socket, 'onclose', () => seen.push('never'))
  Reflect.set(socket, 'onclose', null)
  expect(Reflect.get(socket, 'onclose')).toBeNull()
  await isOver(vu)
  expect(seen).toEqual(['property', 'added'])
})

it('measures the session', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url, null, { tags: { room: 'lobby' } })
  socket.addEventListener('open', () => {
    socket.send('a')
    socket.ping()
  })
  socket.addEventListener('pong', () => socket.close())
  await isOver(vu)
  const samples = samplesOf(vu)
  const counts = Object.fromEntries(samples.map(({ metric, values }) => [metric, values[0]]))
  // As in k6, pings and the close count as sent.
  expect(counts).toMatchObject({
    ws_sessions: 1,
    ws_connecting: 1,
    ws_session_duration: 1,
    ws_msgs_sent: 3,
    ws_msgs_received: 1,
    ws_ping: 1,
  })
  expect(counts['data_received']).toBeGreaterThan(100)
  const tags = { room: 'lobby', name: server.url, url: server.url, status: '101', subproto: '' }
  expect(samples.find(({ metric }) => metric === 'ws_sessions')?.tags).toEqual(tags)
})

it('takes the name tag for the url tag too', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url, [], { tags: { name: 'chat' } })
  socket.addEventListener('open', () => socket.close())
  await isOver(vu)
  expect(samplesOf(vu)[0]?.tags).toMatchObject({ name: 'chat', url: 'chat' })
})

it('asks for protocols and shows the one it got', async () => {
  await using server = await startEchoServer({ protocol: 'b' })
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url, ['a', 'b'])
  const seen: string[] = []
  socket.addEventListener('open', () => {
    seen.push(socket.protocol)
    socket.close()
  })
  await isOver(vu)
  expect(seen).toEqual(['b'])
  expect(server.handshakes[0]?.['sec-websocket-protocol']).toBe('a,b')
})

it.each([
  ['close:1000:bye', [['close', 1000, 'bye']]],
  [
    'close:4001:policy',
    [
      ['error', 'websocket: close 4001: policy'],
      ['close', 4001, 'policy'],
    ],
  ],
  [
    'drop',
    [
      ['error', 'websocket: close 1006 (abnormal closure): unexpected EOF'],
      ['close', 1006, 'unexpected EOF'],
    ],
  ],
])('tells how the server ended it after %s', async (message, expected) => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const seen: unknown[] = []
  socket.addEventListener('open', () => socket.send(message))
  socket.addEventListener('error', ({ type, error }) => seen.push([type, error]))
  socket.addEventListener('close', ({ type, code, reason }) => seen.push([type, code, reason]))
  await isOver(vu)
  expect(seen).toEqual(expected)
})

it.each([
  ['/refuse', 'websocket: bad handshake', '403'],
  [undefined, 'dial tcp 127.0.0.1:1: connect: connection refused', undefined],
])('tells why it could not connect (%s)', async (path, message, status) => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(path === undefined ? 'ws://127.0.0.1:1/' : server.url + path)
  const seen: unknown[] = []
  socket.addEventListener('error', ({ error }) => seen.push(error))
  socket.addEventListener('close', ({ code, reason }) => seen.push([code, reason, socket.readyState]))
  await isOver(vu)
  expect(seen).toEqual([message, [undefined, '', 3]])
  expect(samplesOf(vu).find(({ metric }) => metric === 'ws_sessions')?.tags['status']).toBe(status)
})

it('closes as soon as it is open when it was closed before', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const seen: unknown[] = []
  socket.addEventListener('open', () => seen.push('open'))
  socket.addEventListener('close', ({ code }) => seen.push(code))
  socket.close()
  expect(socket.readyState).toBe(2)
  await isOver(vu)
  expect(seen).toEqual([1000])
})

it('takes the next event when the listener of the last one is done', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const request = new ScriptedCall()
  const seen: unknown[] = []
  socket.addEventListener('open', () => {
    socket.send('a')
    return request
  })
  socket.addEventListener('message', ({ data }) => {
    seen.push(data)
    socket.close()
  })
  await vi.waitUntil(() => request.waiter !== undefined)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(seen).toEqual([])
  request.waiter?.resume(undefined)
  await isOver(vu)
  expect(seen).toEqual(['a'])
})

it('ends the connection and fails the iteration when a listener throws', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  const seen: unknown[] = []
  socket.addEventListener('open', () => {
    throw new Error('mine')
  })
  socket.addEventListener('error', ({ error }) => seen.push(error))
  socket.addEventListener('close', () => seen.push('close'))
  await isOver(vu)
  expect(seen).toEqual(['mine', 'close'])
  expect(vu.errors).toEqual([new Error('mine')])
})

it('drops the connection when the iteration is over', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  await vi.waitUntil(() => server.clients.size === 1 && socket.readyState === 1)
  vu.endIteration()
  expect(vu.pending()).toBe(0)
  await vi.waitUntil(() => server.clients.size === 0)
})

it.each<[string, unknown[], string]>([
  ['no url', [], 'WebSocket requires a url'],
  ['what is no url', ['nowhere'], 'WebSocket requires url with scheme ws or wss, but got ""'],
  ['another scheme', ['http://x'], 'WebSocket requires url with scheme ws or wss, but got "http"'],
  ['a fragment', ['ws://x/#part'], 'WebSocket requires no url fragment, but got "part"'],
  ['an unknown option', ['ws://x', null, { timeout: 5 }], "unknown WebSocket's option timeout"],
])('refuses %s', (_, args, message) => {
  expect(() => new (load(makeVu()).WebSocket)(...args)).toThrow(message)
})

it.each<[string, (socket: Socket) => unknown, string]>([
  ['to send before it is open', (socket) => socket.send('x'), 'InvalidStateError'],
  ['to ping before it is open', (socket) => socket.ping(), 'InvalidStateError'],
  [
    'a close code of the protocol',
    (socket) => socket.close(1001),
    'The close code must be either 1000, or between 3000 and 4999',
  ],
  ['a long reason', (socket) => socket.close(1000, 'é'.repeat(62)), 'The message must not be greater than 123 bytes'],
  ['another binary type', (socket) => (socket.binaryType = 'text'), 'unknown binaryType text'],
  [
    'a listener that is no function',
    (socket) => socket.addEventListener('open', 'x' as never),
    "isn't a callable function",
  ],
  [
    'a property that is no function',
    (socket) => Reflect.set(socket, 'onopen', 'x'),
    "a value for 'onopen' should be callable",
  ],
])('refuses %s', async (_, act, message) => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const socket = new (load(vu).WebSocket)(server.url)
  expect(() => act(socket)).toThrow(message)
  vu.endIteration()
})

it('warns about a listener for an event there is none of', () => {
  const vu = makeVu()
  ;new (load(vu).WebSocket)('ws://127.0.0.1:1/').addEventListener('opened', () => {})
  vu.endIteration()
  expect(vu.logged[0]?.message).toBe("can't add event handler: unknown event type: opened")
})

it('makes blobs of texts, bytes and blobs', async () => {
  const { Blob } = load(makeVu())
  const blob = new Blob(['a', Uint8Array.of(98), new Blob(['c'])], { type: 'text/plain' })
  expect([blob.size, blob.type, await blob.text(), blob.toString()]).toEqual([3, 'text/plain', 'abc', '[object Blob]'])
  expect(() => new Blob([5])).toThrow('failed to process [blobParts]')
  expect(() => new Blob([], 'text')).toThrow('[options] must be an object')
})

it('is known by its old name, with one warning', () => {
  const vu = makeVu()
  expect(experimentalWebsockets(vu)).toHaveProperty('WebSocket')
  experimentalWebsockets(vu)
  expect(vu.logged).toHaveLength(1)
})
