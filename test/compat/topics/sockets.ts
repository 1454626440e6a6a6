import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** k6/ws and k6/websockets. */
export const sockets: readonly CompatScript[] = [
  topic({
    name: 'k6/ws',
    shared: `import ws from 'k6/ws'
const at = (T, path) => T.replace('http', 'ws') + path`,
    options: `thresholds: { 'ws_sessions{kind:tagged}': [] }`,
    cases: {
      'connect blocks until the socket is closed': [
        `const seen = []; ws.connect(at(T, '/ws'), (socket) => { socket.on('open', () => { seen.push('open'); socket.close() }); socket.on('close', () => seen.push('close')) }); seen.push('after'); return seen`,
        ['open', 'close', 'after'],
      ],
      'connect answers with the handshake': [
        `const res = ws.connect(at(T, '/ws'), (socket) => socket.on('open', () => socket.close())); return [res.status, res.url === at(T, '/ws'), res.headers.Upgrade.toLowerCase()]`,
        [101, true, 'websocket'],
      ],
      'messages are sent and received': [
        `let got; ws.connect(at(T, '/ws'), (socket) => { socket.on('open', () => socket.send('hello')); socket.on('message', (m) => { got = m; socket.close() }) }); return got`,
        'hello',
      ],
      'binary messages are ArrayBuffers': [
        `let got; ws.connect(at(T, '/ws/binary'), (socket) => socket.on('binaryMessage', (m) => { got = [m instanceof ArrayBuffer, Array.from(new Uint8Array(m))]; socket.close() })); return got`,
        [true, [1, 2, 3]],
      ],
      'sendBinary sends bytes': [
        `let got; ws.connect(at(T, '/ws'), (socket) => { socket.on('open', () => socket.sendBinary(new Uint8Array([7, 8]).buffer)); socket.on('binaryMessage', (m) => { got = Array.from(new Uint8Array(m)); socket.close() }) }); return got`,
        [7, 8],
      ],
      'ping is answered with pong': [
        `const seen = []; ws.connect(at(T, '/ws'), (socket) => { socket.on('open', () => socket.ping()); socket.on('pong', () => { seen.push('pong'); socket.close() }) }); return seen`,
        ['pong'],
      ],
      'pings of the server are answered, and told': [
        `const seen = []; ws.connect(at(T, '/ws/ping'), (socket) => { socket.on('ping', () => seen.push('ping')); socket.on('message', (m) => { seen.push(m); socket.close() }) }); return seen`,
        ['ping', 'pong are you there'],
      ],
      'socket.setTimeout calls back': [
        `const seen = []; ws.connect(at(T, '/ws'), (socket) => socket.setTimeout(() => { seen.push('time'); socket.close() }, 20)); return seen`,
        ['time'],
      ],
      'socket.setInterval calls back again and again': [
        `let n = 0; ws.connect(at(T, '/ws'), (socket) => socket.setInterval(() => { n += 1; if (n === 3) socket.close() }, 10)); return n`,
        3,
      ],
      'the server may close': [
        `let code; ws.connect(at(T, '/ws/close'), (socket) => socket.on('close', (c) => { code = c })); return code`,
        1001,
      ],
      'headers and tags are params': [
        `let got; ws.connect(at(T, '/ws/headers'), { headers: { 'X-Mine': 'yes' }, tags: { kind: 'tagged' } }, (socket) => socket.on('message', (m) => { got = JSON.parse(m)['x-mine']; socket.close() })); return got`,
        'yes',
      ],
      'cookies of the VU are sent': [
        `http.cookieJar().set(T, 'session', 'abc'); let got; ws.connect(at(T, '/ws/headers'), {}, (socket) => socket.on('message', (m) => { got = JSON.parse(m).cookie; socket.close() })); return got`,
        'session=abc',
      ],
      'handlers may send requests that block': [
        `let got; ws.connect(at(T, '/ws'), (socket) => socket.on('open', () => { got = http.get(T + '/text?body=in').body; socket.close() })); return got`,
        'in',
      ],
      'a handshake that is refused is an answer with its status': [
        `const res = ws.connect(at(T, '/no-socket'), () => {}); return res.status`,
        404,
      ],
      'a callback is needed': [`ws.connect(at(T, '/ws'))`, throws(/ws\.connect|callback|function/)],
      'what a handler throws is an exception': [
        `ws.connect(at(T, '/ws'), (socket) => socket.on('open', () => { throw new Error('in handler') }))`,
        throws(/in handler/),
      ],
    },
    promises: {
      'sessions and messages are counted': ({ metrics }) => {
        expect(metrics['ws_sessions']?.['count']).toBeGreaterThanOrEqual(13)
        expect(metrics['ws_msgs_sent']?.['count']).toBeGreaterThanOrEqual(2)
        expect(metrics['ws_msgs_received']?.['count']).toBeGreaterThanOrEqual(5)
        expect(metrics['ws_session_duration']).toHaveProperty('avg')
        expect(metrics['ws_connecting']).toHaveProperty('avg')
        expect(metrics['ws_ping']).toHaveProperty('avg')
      },
      'samples have the tags of the params': ({ metrics }) =>
        expect(metrics['ws_sessions{kind:tagged}']?.['count']).toBe(1),
    },
  }),
  topic({
    name: 'k6/websockets',
    isAsync: true,
    shared: `import { WebSocket, Blob } from 'k6/websockets'
const at = (T, path) => T.replace('http', 'ws') + path
const once = (socket, name) => new Promise((resolve) => socket.addEventListener(name, resolve))`,
    cases: {
      'opens, echoes and closes': [
        `const socket = new WebSocket(at(T, '/ws')); await once(socket, 'open'); socket.send('hi'); const { data } = await once(socket, 'message'); socket.close(); await once(socket, 'close'); return data`,
        'hi',
      ],
      'takes handlers as properties': [
        `const socket = new WebSocket(at(T, '/ws/greet')); return new Promise((resolve) => { socket.onmessage = (e) => { resolve(e.data); socket.close() } })`,
        'hello',
      ],
      'goes through the ready states': [
        `const socket = new WebSocket(at(T, '/ws')); const states = [socket.readyState]; await once(socket, 'open'); states.push(socket.readyState); socket.close(); states.push(socket.readyState); await once(socket, 'close'); states.push(socket.readyState); return states`,
        [0, 1, 2, 3],
      ],
      'gets binary messages as Blob unless asked for ArrayBuffer': [
        `const socket = new WebSocket(at(T, '/ws/binary')); const { data } = await once(socket, 'message'); socket.close(); return [typeof data.arrayBuffer, Array.from(new Uint8Array(await data.arrayBuffer()))]`,
        ['function', [1, 2, 3]],
      ],
      "gets ArrayBuffers with binaryType 'arraybuffer'": [
        `const socket = new WebSocket(at(T, '/ws/binary')); socket.binaryType = 'arraybuffer'; const { data } = await once(socket, 'message'); socket.close(); return Array.from(new Uint8Array(data))`,
        [1, 2, 3],
      ],
      'sends bytes': [
        `const socket = new WebSocket(at(T, '/ws')); socket.binaryType = 'arraybuffer'; await once(socket, 'open'); socket.send(new Uint8Array([5, 6])); const { data } = await once(socket, 'message'); socket.close(); return Array.from(new Uint8Array(data))`,
        [5, 6],
      ],
      'agrees on a protocol': [
        `const socket = new WebSocket(at(T, '/ws'), 'chat'); await once(socket, 'open'); socket.close(); return socket.protocol`,
        'chat',
      ],
      'sends headers of its params': [
        `const socket = new WebSocket(at(T, '/ws/headers'), null, { headers: { 'X-Mine': 'yes' } }); const { data } = await once(socket, 'message'); socket.close(); return JSON.parse(data)['x-mine']`,
        'yes',
      ],
      'tells code and reason of a close by the server': [
        `const socket = new WebSocket(at(T, '/ws/close')); const { code, reason } = await once(socket, 'close'); return [code, reason]`,
        [1001, 'going away'],
      ],
      'tells an error when it cannot connect': [
        `const socket = new WebSocket('ws://127.0.0.1:1/'); const { error } = await once(socket, 'error'); return [typeof error, socket.readyState]`,
        ['string', 3],
      ],
      pings: [
        `const socket = new WebSocket(at(T, '/ws')); await once(socket, 'open'); socket.ping(); await once(socket, 'pong'); socket.close(); return 'pong'`,
        'pong',
      ],
      'refuses unknown params': [`new WebSocket(at(T, '/ws'), null, { nope: 1 })`, throws(/nope/)],
      'refuses what is no websocket URL': [`new WebSocket('ftp://x')`, throws(/ftp|scheme/)],
      'an iteration lasts until its sockets are closed': [
        `const socket = new WebSocket(at(T, '/ws')); socket.onopen = () => setTimeout(() => { console.log('closing late'); socket.close() }, 60)`,
        undefined,
      ],
    },
    promises: {
      'sockets left open are waited for': ({ stderr }) => expect(stderr).toMatch(/closing late/),
      'sessions are counted': ({ metrics }) => expect(metrics['ws_sessions']?.['count']).toBeGreaterThanOrEqual(11),
    },
  }),
]
