import { expect, it, vi } from 'vitest'
import { monotonicClock } from '../../../base/clock.ts'
import type { BlockingCall } from '../blocking.ts'
import { startEchoServer } from '../testing/echo-server.ts'
import { fakeConfig } from '../testing/fake-config.ts'
import { allSystemTags, fakeVu, samplesOf } from '../testing/fake-vu.ts'
import { ScriptedCall } from '../testing/scripted-call.ts'
import { connect, makeVu, run, type SetUp, type Socket } from '../testing/ws-script.ts'

it('talks until it is closed, and then gives the response of the handshake', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const seen: unknown[] = []
  const response = await run(vu, server, (socket) => {
    socket.on('open', () => {
      seen.push('open')
      socket.send('hello')
      socket.sendBinary(Uint8Array.of(1, 2).buffer)
    })
    socket.on('message', (text: string) => seen.push(text))
    socket.on('binaryMessage', (bytes: ArrayBuffer) => {
      seen.push([...new Uint8Array(bytes)])
      socket.close()
      seen.push('after close')
    })
    socket.on('close', (code: number) => seen.push(code))
  })
  expect(seen).toEqual(['open', 'hello', [1, 2], 1001, 'after close'])
  expect(response).toMatchObject({
    url: server.url,
    status: 101,
    error: '',
    body: '',
    headers: { Upgrade: 'websocket' },
  })
})

it('measures the session', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  vu.tags = vu.worker.shard.tagSets.with(0, 'scenario', 'chat')
  await run(
    vu,
    server,
    (socket) => {
      socket.on('open', () => {
        socket.ping()
        socket.send('one')
        socket.send('two')
      })
      socket.on('message', (text: string) => text === 'two' && socket.close())
    },
    { tags: { room: 'lobby' } },
  )
  const samples = samplesOf(vu)
  const tags = { scenario: 'chat', room: 'lobby', url: server.url, status: '101', subproto: '' }
  for (const { metric, tags: own } of samples) {
    expect(own).toEqual(metric.startsWith('data_') ? { scenario: 'chat' } : tags)
  }
  const counts = Object.fromEntries(samples.map(({ metric, values }) => [metric, values[0]]))
  expect(counts).toMatchObject({
    ws_sessions: 1,
    ws_connecting: 1,
    ws_session_duration: 1,
    ws_msgs_sent: 2,
    ws_msgs_received: 2,
    ws_ping: 1,
  })
  expect(counts['data_sent']).toBeGreaterThan(100)
  expect(counts['data_received']).toBeGreaterThan(100)
})

it.each([
  ['close:1000:bye', [1000]],
  ['close:4001:policy', ['websocket: close 4001: policy', 4001]],
  ['drop', ['websocket: close 1006 (abnormal closure): unexpected EOF', 1006]],
])('tells how the server ended it after %s', async (message, expected) => {
  await using server = await startEchoServer()
  const seen: unknown[] = []
  await run(makeVu(), server, (socket) => {
    socket.on('open', () => socket.send(message))
    socket.on('error', (error: { error: () => string }) => seen.push(error.error()))
    socket.on('close', (code: number) => seen.push(code))
  })
  expect(seen).toEqual(expected)
})

it('hears pings of the server and answers of its own', async () => {
  await using server = await startEchoServer()
  const seen: string[] = []
  await run(makeVu(), server, (socket) => {
    const heard = (name: string): void => {
      seen.push(name)
      if (seen.length === 2) socket.close()
    }
    socket.on('open', () => {
      socket.send('ping me')
      socket.ping()
    })
    socket.on('ping', () => heard('ping'))
    socket.on('pong', () => heard('pong'))
  })
  expect(seen.toSorted()).toEqual(['ping', 'pong'])
})

it('runs its timers within the conversation, and none after it', async () => {
  await using server = await startEchoServer()
  const seen: string[] = []
  await run(makeVu(), server, (socket) => {
    socket.setInterval(() => seen.push('tick'), 2)
    socket.setTimeout(() => {
      seen.push('timeout')
      socket.close()
      socket.setTimeout(() => seen.push('too late'), 1)
    }, 15)
  })
  const count = seen.length
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(seen).toHaveLength(count)
  expect(seen.at(-1)).toBe('timeout')
  expect(seen[0]).toBe('tick')
})

it('takes the next message when the handler of the last one is done', async () => {
  await using server = await startEchoServer()
  const requests: ScriptedCall[] = []
  const seen: string[] = []
  const done = run(makeVu(), server, (socket) => {
    socket.on('open', () => {
      socket.send('a')
      socket.send('b')
    })
    socket.on('message', (text: string) => {
      seen.push(text)
      if (text === 'b') socket.close()
      requests.push(new ScriptedCall())
      return requests.at(-1)
    })
  })
  await vi.waitUntil(() => requests.length === 1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(seen).toEqual(['a'])
  requests[0]?.waiter?.resume(undefined)
  await vi.waitUntil(() => requests.length === 2)
  requests[1]?.waiter?.resume(undefined)
  expect(await done).toMatchObject({ status: 101 })
})

it.each<[string, SetUp]>([
  [
    'the set-up function',
    () => {
      throw new Error('mine')
    },
  ],
  [
    'a handler',
    (socket) =>
      socket.on('open', () => {
        throw new Error('mine')
      }),
  ],
  [
    'a timer',
    (socket) =>
      socket.setTimeout(() => {
        throw new Error('mine')
      }, 1),
  ],
])('closes and throws what %s throws', async (_, setUp) => {
  await using server = await startEchoServer()
  const closed: number[] = []
  const done = run(makeVu(), server, (socket) => {
    socket.on('close', (code: number) => closed.push(code))
    return setUp(socket)
  })
  await expect(done).rejects.toThrow('mine')
  expect(closed).toEqual([1001])
})

it.each<[string, unknown[], string]>([
  ['without a function', ['ws://x', {}], 'last argument to ws.connect must be a function'],
  ['without arguments', ['ws://x'], 'invalid number of arguments to ws.connect'],
  [
    'with unknown compression',
    ['ws://x', { compression: 'gzip' }, () => {}],
    "unsupported compression algorithm 'gzip', supported algorithm is 'deflate'",
  ],
  ['with a tag that is no text', ['ws://x', { tags: { a: {} } }, () => {}], "invalid value for metric tag 'a'"],
])('refuses to connect %s', (_, args, message) => {
  expect(() => connect(makeVu(), ...args)).toThrow(message)
})

it.each<[string, SetUp, string]>([
  ['text as binary', (socket) => socket.sendBinary('text'), 'expected ArrayBuffer as argument, received: String'],
  [
    'a timeout of nothing',
    (socket) => socket.setTimeout(() => {}, 0),
    'setTimeout requires a >0 timeout parameter, received 0.00',
  ],
  [
    'an interval below nothing',
    (socket) => socket.setInterval(() => {}, -1),
    'setInterval requires a >0 timeout parameter, received -1.00',
  ],
])('refuses %s', async (_, setUp, message) => {
  await using server = await startEchoServer()
  await expect(run(makeVu(), server, setUp)).rejects.toThrow(message)
})

it('is not for init code', () => {
  const vu = fakeVu({ vu: { stage: 'init' } })
  expect(() => connect(vu, 'ws://x', () => {})).toThrow('using websockets in the init context is not supported')
})

it('drops the connection when the iteration is interrupted', async () => {
  await using server = await startEchoServer()
  const vu = makeVu()
  const seen: string[] = []
  const call = connect(vu, server.url, null, (socket: Socket) => {
    socket.on('open', () => seen.push('open'))
    socket.on('close', () => seen.push('close'))
  }) as BlockingCall
  call.start({ resume: () => expect.unreachable(), fail: () => expect.unreachable() })
  await vi.waitUntil(() => seen.length > 0)
  call.cancel()
  vu.endIteration()
  await vi.waitUntil(() => server.clients.size === 0)
  expect(seen).toEqual(['open'])
})

it('leaves out the tags that the options switched off', async () => {
  await using server = await startEchoServer()
  const vu = fakeVu({
    worker: {
      clock: monotonicClock(),
      config: fakeConfig(),
      systemTags: new Set([...allSystemTags, 'ip'].filter((tag) => tag !== 'url')),
    },
  })
  await run(vu, server, (socket) => socket.on('open', () => socket.close()))
  expect(samplesOf(vu).find(({ metric }) => metric === 'ws_sessions')?.tags).toEqual({
    status: '101',
    subproto: '',
    ip: '127.0.0.1',
  })
})
