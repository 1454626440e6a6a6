import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { type Seen, throws, topic } from '../topic.ts'

const sent = ({ requests }: Seen): readonly string[] => requests.map(({ method, path }) => `${method} ${path}`)

/** k6/http: methods, URLs and bodies. */
export const httpRequests: readonly CompatScript[] = [
  topic({
    name: 'requests',
    shared: `import { get, post, del, request } from 'k6/http'
const echo = (res) => res.json()`,
    cases: {
      'http.get sends GET and waits for the answer': [`return http.get(T + '/echo?a=1').status`, 200],
      'http.post sends POST with the body as it is': [
        `const e = echo(http.post(T + '/echo', 'plain text')); return [e.method, e.body]`,
        ['POST', 'plain text'],
      ],
      'http.put, patch, del and options send their methods with a body': [
        `return ['put', 'patch', 'del', 'options'].map((m) => { const e = echo(http[m](T + '/echo', m + ' body')); return e.method + ' ' + e.body })`,
        ['PUT put body', 'PATCH patch body', 'DELETE del body', 'OPTIONS options body'],
      ],
      'http.head gets headers and an empty body': [
        `const res = http.head(T + '/status/200'); return [res.status, res.body]`,
        (seen: Seen) => {
          expect(sent(seen)).toEqual(['HEAD /status/200'])
          expect((seen.value as unknown[])[0]).toBe(200)
        },
      ],
      'http.request sends any method': [`return echo(http.request('PROPFIND', T + '/echo', 'x')).method`, 'PROPFIND'],
      'http.get takes params as its second argument': [
        `return echo(http.get(T + '/echo', { headers: { 'X-Second': 'yes' } })).headers['x-second']`,
        'yes',
      ],
      'http.del takes params as its third argument': [
        `return echo(http.del(T + '/echo', null, { headers: { 'X-Third': 'yes' } })).headers['x-third']`,
        'yes',
      ],
      'the methods are named exports too': [
        `return [get(T + '/a').status, post(T + '/b', 'x').status, del(T + '/c').status, request('GET', T + '/d').status]`,
        [200, 200, 200, 200],
      ],
      'requests are sent one after the other, in the order of the code': [
        `for (let i = 0; i < 5; i += 1) http.get(T + '/n' + i); http.post(T + '/last', 'x')`,
        (seen: Seen) =>
          expect(sent(seen)).toEqual(['GET /n0', 'GET /n1', 'GET /n2', 'GET /n3', 'GET /n4', 'POST /last']),
      ],
      'requests of a VU share a connection': [
        `for (let i = 0; i < 4; i += 1) http.get(T + '/keep')`,
        ({ requests }: Seen) => expect(new Set(requests.map(({ connection }) => connection)).size).toBe(1),
      ],
      'an object as body is sent as a form': [
        `const e = echo(http.post(T + '/echo', { name: 'tea & milk', n: 2, yes: true })); return [e.headers['content-type'], e.form]`,
        [
          'application/x-www-form-urlencoded',
          expect.arrayContaining([
            ['name', 'tea & milk'],
            ['n', '2'],
            ['yes', 'true'],
          ]),
        ],
      ],
      'an array in a form repeats its key': [
        `return echo(http.post(T + '/echo', { tag: ['a', 'b'] })).body`,
        'tag=a&tag=b',
      ],
      'keys of a form are sorted, and spaces become plus signs': [
        `return echo(http.post(T + '/echo', { b: '2 3', a: '1' })).body`,
        'a=1&b=2+3',
      ],
      'null in a form is an empty value': [`return echo(http.post(T + '/echo', { a: null })).body`, 'a='],
      'an object inside a form is an empty value': [`return echo(http.post(T + '/echo', { a: { b: 1 } })).body`, 'a='],
      'a string body has no content type of its own': [
        `return echo(http.post(T + '/echo', '{}')).headers['content-type']`,
        undefined,
      ],
      'a content type of the script wins over that of a form': [
        `return echo(http.post(T + '/echo', { a: 1 }, { headers: { 'Content-Type': 'text/x-own' } })).headers['content-type']`,
        'text/x-own',
      ],
      'an ArrayBuffer as body is sent byte by byte': [
        `return echo(http.post(T + '/echo', new Uint8Array([104, 105]).buffer)).body`,
        'hi',
      ],
      'null and undefined are no body': [
        `return [echo(http.post(T + '/echo', null)).length, echo(http.post(T + '/echo')).length]`,
        [0, 0],
      ],
      'an empty POST says that its length is 0': [`return echo(http.post(T + '/echo')).headers['content-length']`, '0'],
      'text is sent as UTF-8': [
        `const e = echo(http.post(T + '/echo', '성능 €')); return [e.body, e.headers['content-length']]`,
        ['성능 €', '10'],
      ],
      'a number as body is an error that says its type': [
        `return http.post(T + '/echo', 7).error`,
        expect.stringContaining('unknown request body type'),
      ],
      'http.url sends to the URL that its template makes': [
        `for (const id of [1, 2]) http.get(http.url\`\${T}/item/\${id}\`)`,
        (seen: Seen) => expect(sent(seen)).toEqual(['GET /item/1', 'GET /item/2']),
      ],
      'redirects end after 10 unless something else is asked for': [
        `return http.get(T + '/redirect/12').url.endsWith('/redirect/2')`,
        true,
      ],
      'a fragment is not sent': [
        `http.get(T + '/page?q=1#part')`,
        (seen: Seen) => expect(sent(seen)).toEqual(['GET /page?q=1']),
      ],
      'spaces in a path are escaped': [
        `http.get(T + '/a b?q=1')`,
        (seen: Seen) => expect(sent(seen)).toEqual(['GET /a%20b?q=1']),
      ],
      'user and password in the URL become basic authentication': [
        `return http.get(T.replace('://', '://ann:secret@') + '/basic-auth/ann/secret').status`,
        200,
      ],
      'the user agent names the program': [`return typeof echo(http.get(T + '/echo')).headers['user-agent']`, 'string'],
      'a default user agent can be replaced by a header': [
        `return echo(http.get(T + '/echo', { headers: { 'User-Agent': 'mine/1' } })).headers['user-agent']`,
        'mine/1',
      ],
      'a URL without scheme is an error with code 1020': [
        `const res = http.get('//no-scheme'); return [res.status, res.error_code, res.error.length > 0]`,
        [0, expect.any(Number), true],
      ],
    },
    promises: {
      'warns of redirects that end at the default maximum': ({ stderr }) =>
        expect(stderr).toMatch(/Stopped after \d+ redirects/),
      'warns of an object inside a form': ({ stderr }) => expect(stderr).toMatch(/nested/),
    },
  }),
  topic({
    name: 'requests where none may be sent',
    shared: `const tried = []
for (const [name, call] of Object.entries({
  get: () => http.get('http://127.0.0.1:1/'),
  batch: () => http.batch(['http://127.0.0.1:1/']),
  jar: () => http.cookieJar(),
})) {
  try { call(); tried.push(name + ' worked') } catch (error) { tried.push(error.message) }
}`,
    cases: {
      'http.get in init code is an error': [`return tried[0]`, expect.stringMatching(/in the init context/)],
      'http.batch in init code is an error': [`return tried[1]`, expect.stringMatching(/in the init context/)],
      'http.cookieJar in init code is an error': [`return tried[2]`, expect.stringMatching(/in the init context/)],
      'http.batch without argument is an error': [`http.batch()`, throws('no argument was provided to http.batch()')],
    },
  }),
]
