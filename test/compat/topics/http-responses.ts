import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { type Seen, throws, topic } from '../topic.ts'

/** k6/http: what a Response holds. */
export const httpResponses: readonly CompatScript[] = [
  topic({
    name: 'responses',
    cases: {
      'have status and status_text': [
        `const res = http.get(T + '/status/404'); return [res.status, res.status_text]`,
        [404, '404 Not Found'],
      ],
      'can be listed: data first, then what they can do': [
        `return Object.keys(http.get(T + '/text?body=hello'))`,
        (
          'remote_ip remote_port url status status_text proto headers cookies body timings tls_version ' +
          'tls_cipher_suite ocsp error error_code request clickLink html json submitForm'
        ).split(' '),
      ],
      'can be copied': [
        `const res = http.get(T + '/json'), copy = { ...res, own: 1 }; return [copy.body === res.body, copy.json('name'), Object.assign({}, res).status, res.hasOwnProperty('timings'), 'own' in res]`,
        [true, 'shop', 200, true, false],
      ],
      'are written as JSON with all their data': [
        `const all = JSON.parse(JSON.stringify(http.get(T + '/text?body=x'))); return [all.body, all.status, all.request.method, typeof all.timings.duration, 'json' in all]`,
        ['x', 200, 'GET', 'number', false],
      ],
      'have no headers about the transfer': [
        `return Object.keys(http.get(T + '/echo').headers).filter((name) => /transfer|trailer/i.test(name))`,
        [],
      ],
      'have the text of the body': [`return http.get(T + '/text?body=hello').body`, 'hello'],
      'have the URL and the protocol': [
        `const res = http.get(T + '/text?body=x'); return [res.url === T + '/text?body=x', res.proto]`,
        [true, 'HTTP/1.1'],
      ],
      'have headers with canonical names': [
        `const { headers } = http.get(T + '/headers?x-own-header=v&content-type=text/x'); return [headers['X-Own-Header'], headers['Content-Type']]`,
        ['v', 'text/x'],
      ],
      'join repeated headers with a comma': [`return http.get(T + '/headers?x-a=1&x-a=2').headers['X-A']`, '1, 2'],
      'have the address of the server': [
        `const res = http.get(T + '/text'); return [res.remote_ip, res.remote_port === Number(/:(\\d+)/.exec(T)[1])]`,
        ['127.0.0.1', true],
      ],
      'have timings, all numbers': [
        `const { timings } = http.get(T + '/delay/60'); return ['duration', 'blocked', 'looking_up', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving'].map((name) => typeof timings[name])`,
        Array.from({ length: 8 }, () => 'number'),
      ],
      'have a duration that is sending + waiting + receiving': [
        `const { duration, sending, waiting, receiving } = http.get(T + '/delay/30').timings; return Math.abs(duration - sending - waiting - receiving) < 0.01`,
        true,
      ],
      'count the time of the server as waiting': [
        `const { waiting, duration } = http.get(T + '/delay/80').timings; return waiting >= 79 && duration >= waiting`,
        true,
      ],
      'have no connecting time on a connection that is open already': [
        `http.get(T + '/text'); const { connecting, tls_handshaking } = http.get(T + '/text').timings; return [connecting, tls_handshaking]`,
        [0, 0],
      ],
      'have neither error nor error_code when all is well': [
        `const res = http.get(T + '/text'); return [res.error, res.error_code]`,
        ['', 0],
      ],
      'have error_code 1000 + status from 400 on': [
        `return [400, 404, 503].map((code) => http.get(T + '/status/' + code).error_code)`,
        [1400, 1404, 1503],
      ],
      'have no error text for a bad status': [`return http.get(T + '/status/500').error`, ''],
      'hold the request': [
        `const { request } = http.post(T + '/text', 'payload', { headers: { 'x-one': '1' } }); return [request.method, request.url === T + '/text', request.body, request.headers['X-One']]`,
        ['POST', true, 'payload', ['1']],
      ],
      'hold the cookies of the request': [
        `const { request } = http.get(T + '/text', { cookies: { a: 'b' } }); return request.cookies.a.map(({ name, value }) => [name, value])`,
        [['a', 'b']],
      ],
      'have an empty text for an empty body': [`return http.get(T + '/text').body`, ''],
      'have no TLS facts without TLS': [
        `const res = http.get(T + '/text'); return [res.tls_version, res.tls_cipher_suite]`,
        ['', ''],
      ],
      'read UTF-8': [`return http.get(T + '/text?body=' + encodeURIComponent('성능')).body`, '성능'],
      'are decoded from gzip, deflate, br and zstd': [
        `return ['gzip', 'deflate', 'br', 'zstd'].map((name) => http.get(T + '/' + name).body)`,
        ['packed with gzip', 'packed with deflate', 'packed with br', 'packed with zstd'],
      ],
    },
  }),
  topic({
    name: 'JSON of responses',
    cases: {
      'res.json() parses the body': [
        `const { name, open, nothing } = http.get(T + '/json').json(); return [name, open, nothing]`,
        ['shop', true, null],
      ],
      'res.json(path) picks a member': [`return http.get(T + '/json').json('name')`, 'shop'],
      'res.json(path) goes into lists by index': [`return http.get(T + '/json').json('items.1.name')`, 'milk'],
      'res.json(path) counts a list with #': [`return http.get(T + '/json').json('items.#')`, 2],
      'res.json(path) collects from a list with #': [
        `return http.get(T + '/json').json('items.#.name')`,
        ['tea', 'milk'],
      ],
      'res.json(path) finds the first that matches a query': [
        `return http.get(T + '/json').json('items.#(price>2).name')`,
        'tea',
      ],
      'res.json(path) finds all that match a query': [
        `return http.get(T + '/json').json('items.#(price>0)#.id')`,
        [1, 2],
      ],
      'res.json(path) takes escaped dots': [`return http.get(T + '/json').json('dotted\\\\.key')`, 'dot'],
      'res.json(path) takes wildcards': [`return http.get(T + '/json').json('na*')`, 'shop'],
      'res.json(path) is undefined when nothing is there': [
        `return typeof http.get(T + '/json').json('no.such.thing')`,
        'undefined',
      ],
      'res.json(path) of a null is null': [`return http.get(T + '/json').json('nothing')`, null],
      'res.json(path) is undefined when the body is no JSON': [
        `return typeof http.get(T + '/bad-json').json('a')`,
        'undefined',
      ],
      'res.json() says line and character of an error': [
        `http.get(T + '/bad-json').json()`,
        throws(/cannot parse json due to an error at line 3, character 8/),
      ],
      'res.json() of no body is an error': [
        `http.get('http://127.0.0.1:1/').json()`,
        throws("the body is null so we can't transform it to JSON"),
      ],
      'res.json() of an empty body is an error': [
        `http.get(T + '/text').json()`,
        throws(/unexpected end of JSON input/),
      ],
      'res.json() of a text or number is that': [
        `return [http.get(T + '/text?body="x"').json(), http.get(T + '/text?body=12').json()]`,
        ['x', 12],
      ],
    },
  }),
  topic({
    name: 'types of bodies',
    shared: `const bytes = (buffer) => Array.from(new Uint8Array(buffer))`,
    cases: {
      "responseType 'binary' gives an ArrayBuffer": [
        `const { body } = http.get(T + '/bytes/4', { responseType: 'binary' }); return [body instanceof ArrayBuffer, bytes(body)]`,
        [true, [0, 1, 2, 3]],
      ],
      "responseType 'none' gives null": [`return http.get(T + '/text?body=x', { responseType: 'none' }).body`, null],
      "responseType 'text' is the default": [
        `return http.get(T + '/text?body=x', { responseType: 'text' }).body + http.get(T + '/text?body=y').body`,
        'xy',
      ],
      'an unknown responseType is an error': [
        `return http.get(T + '/text', { responseType: 'blob' }).error`,
        expect.stringMatching(/blob/),
      ],
      'binary bodies of packed answers are unpacked': [
        `return String.fromCharCode(...bytes(http.get(T + '/gzip', { responseType: 'binary' }).body))`,
        'packed with gzip',
      ],
      'a binary body can be sent again': [
        `const { body } = http.get(T + '/bytes/3', { responseType: 'binary' }); return http.post(T + '/echo', body).json().length`,
        3,
      ],
      'json() works on a binary body': [
        `return http.get(T + '/json', { responseType: 'binary' }).json('name')`,
        'shop',
      ],
    },
  }),
  topic({
    name: 'discardResponseBodies',
    options: `discardResponseBodies: true`,
    cases: {
      'makes bodies null': [`return http.get(T + '/text?body=x').body`, null],
      'gives way to the responseType of a request': [
        `return http.get(T + '/text?body=x', { responseType: 'text' }).body`,
        'x',
      ],
      'leaves status and headers': [
        `const res = http.get(T + '/headers?x-a=1'); return [res.status, res.headers['X-A']]`,
        [200, '1'],
      ],
    },
    promises: {
      'counts what was received all the same': ({ metrics }: Seen['ran']) =>
        expect(metrics['data_received']?.['count']).toBeGreaterThan(300),
    },
  }),
]
