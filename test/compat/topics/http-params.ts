import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { type Seen, throws, topic } from '../topic.ts'

const sent = ({ requests }: Seen): readonly string[] => requests.map(({ method, path }) => `${method} ${path}`)

/** k6/http: params of requests. */
export const httpParams: readonly CompatScript[] = [
  topic({
    name: 'params',
    shared: `const echo = (res) => res.json()`,
    options: `thresholds: { 'http_reqs{my:tag}': [], 'http_reqs{num:1}': [], 'http_reqs{name:given}': [], 'http_reqs{url:given}': [] }`,
    cases: {
      'headers are sent': [
        `return echo(http.get(T + '/echo', { headers: { 'X-A': 'one', 'X-B': 2 } })).headers`,
        expect.objectContaining({ 'x-a': 'one', 'x-b': '2' }),
      ],
      'a Host header is honoured': [
        `return echo(http.get(T + '/echo', { headers: { Host: 'shop.example' } })).headers.host`,
        'shop.example',
      ],
      'a wrong Content-Length is left out': [
        `return echo(http.post(T + '/echo', 'four', { headers: { 'Content-Length': '99' } })).headers['content-length']`,
        '4',
      ],
      'params may be null or undefined': [
        `return [http.get(T + '/a', null).status, http.get(T + '/a', undefined).status]`,
        [200, 200],
      ],
      'tags are put on the samples': [`return http.get(T + '/tagged', { tags: { my: 'tag', num: 1 } }).status`, 200],
      'a name tag takes the place of the URL': [
        `return http.get(T + '/named', { tags: { name: 'given' } }).status`,
        200,
      ],
      'an object as tag is an error': [
        `return http.get(T + '/x', { tags: { bad: { a: 1 } } }).error`,
        expect.stringContaining('invalid HTTP request metric tags'),
      ],
      'timeout ends a request that takes too long': [
        `const res = http.get(T + '/delay/2000', { timeout: 100 }); return [res.status, res.error, res.error_code, res.body]`,
        [0, 'request timeout', 1050, null],
      ],
      'timeout takes durations as text': [`return http.get(T + '/delay/2000', { timeout: '100ms' }).error_code`, 1050],
      'timeout holds for the body too': [
        `const from = Date.now(); const res = http.get(T + '/never', { timeout: '0.15s' }); return [res.error_code, Date.now() - from < 1500]`,
        [1050, true],
      ],
      'throw: true makes a failed request an exception': [
        `http.get('http://127.0.0.1:1/', { throw: true })`,
        throws(/refused/),
      ],
      'throw: true does not mind bad statuses': [`return http.get(T + '/status/500', { throw: true }).status`, 500],
      'redirects: 0 stays with the redirection': [
        `const res = http.get(T + '/redirect/1', { redirects: 0 }); return [res.status, res.headers.Location.endsWith('/echo')]`,
        [302, true],
      ],
      'redirects: n follows so many': [
        `return http.get(T + '/redirect/5', { redirects: 2 }).url.endsWith('/redirect/3')`,
        true,
      ],
      "auth: 'digest' answers the challenge": [
        `const res = http.get(T.replace('://', '://ann:secret@') + '/digest-auth/ann/secret', { auth: 'digest' }); return [res.status, res.body]`,
        (seen: Seen) => {
          expect(seen.value).toEqual([200, 'welcome'])
          expect(seen.requests).toHaveLength(2)
          expect(seen.requests[1]?.headers['authorization']).toMatch(/^Digest /)
        },
      ],
      'digest with a wrong password stays 401': [
        `return http.get(T.replace('://', '://ann:wrong@') + '/digest-auth/ann/secret', { auth: 'digest' }).status`,
        401,
      ],
      ...Object.fromEntries(
        ['gzip', 'deflate', 'br', 'zstd'].map((algorithm) => [
          `compression: '${algorithm}' packs the body and says so`,
          [
            `const e = echo(http.post(T + '/echo', 'squeeze me', { compression: '${algorithm}' })); return [e.body, e.headers['content-encoding']]`,
            ['squeeze me', algorithm],
          ] as const,
        ]),
      ),
      'compression in a chain packs one over the other': [
        `const e = echo(http.post(T + '/echo', 'twice', { compression: 'gzip, br' })); return [e.body, e.headers['content-encoding']]`,
        ['twice', 'gzip, br'],
      ],
      'an unknown compression is an error': [
        `return http.post(T + '/echo', 'x', { compression: 'zip' }).error`,
        expect.stringContaining('unknown compression algorithm zip'),
      ],
      'params of an unknown name are ignored': [`return http.get(T + '/x', { nonsense: 1 }).status`, 200],
      'a response callback is no function': [
        `return http.get(T + '/x', { responseCallback: () => true }).error`,
        expect.stringContaining('unsupported responseCallback'),
      ],
    },
    promises: {
      'tags of a request are on its samples only': ({ metrics }) => {
        expect(metrics['http_reqs{my:tag}']?.['count']).toBe(1)
        expect(metrics['http_reqs{num:1}']?.['count']).toBe(1)
      },
      'the url tag is the name where a name is given': ({ metrics }) => {
        expect(metrics['http_reqs{name:given}']?.['count']).toBe(1)
        expect(metrics['http_reqs{url:given}']?.['count']).toBe(1)
      },
      'failed requests are warned of': ({ logs }) =>
        expect(logs.some(({ level, message }) => level.startsWith('warn') && /Request Failed/i.test(message))).toBe(
          true,
        ),
    },
  }),
  topic({
    name: 'redirects',
    options: `maxRedirects: 3, thresholds: { 'http_reqs{status:302}': [], 'http_reqs{hop:yes}': [] }`,
    shared: `const echo = (res) => res.json()`,
    cases: {
      'are followed': [
        `const res = http.get(T + '/redirect/2'); return [res.status, res.url === T + '/echo']`,
        [200, true],
      ],
      'are each a request': [
        `http.get(T + '/redirect/2')`,
        (seen: Seen) => expect(sent(seen)).toEqual(['GET /redirect/2', 'GET /redirect/1', 'GET /echo']),
      ],
      'end at maxRedirects, with the redirection as answer': [
        `const res = http.get(T + '/redirect/9'); return [res.status, res.url.endsWith('/redirect/6')]`,
        [302, true],
      ],
      'turn a POST into a GET on 301, 302 and 303': [
        `return [301, 302, 303].map((code) => { const e = echo(http.post(T + '/redirect-to?url=/echo&code=' + code, 'x')); return e.method + e.body })`,
        ['GET', 'GET', 'GET'],
      ],
      'repeat method and body on 307 and 308': [
        `return [307, 308].map((code) => { const e = echo(http.post(T + '/redirect-to?url=/echo&code=' + code, 'x')); return e.method + e.body })`,
        ['POSTx', 'POSTx'],
      ],
      'keep the headers of the request': [
        `return echo(http.get(T + '/redirect/1', { headers: { 'X-Kept': 'yes' } })).headers['x-kept']`,
        'yes',
      ],
      'name the page before as Referer, on every hop anew': [
        `http.get(T + '/redirect/2')`,
        ({ requests }: Seen) =>
          expect(requests.map(({ headers }) => String(headers['referer']).replace(/.*(?=\/redirect)/, ''))).toEqual([
            'undefined',
            '/redirect/2',
            '/redirect/1',
          ]),
      ],
      'leave a Referer of the script alone': [
        `return echo(http.get(T + '/redirect/2', { headers: { Referer: 'mine' } })).headers.referer`,
        'mine',
      ],
      'keep the tags of the request on every hop': [
        `return http.get(T + '/redirect/2', { tags: { hop: 'yes' } }).status`,
        200,
      ],
      'without Location are an answer like any other': [`return http.get(T + '/status/304').status`, 304],
      'to a relative place are resolved': [
        `return http.get(T + '/redirect-to?url=' + encodeURIComponent('echo?relative=1')).json().query`,
        { relative: '1' },
      ],
      'to a broken URL are an error': [
        `const res = http.get(T + '/redirect-to?url=' + encodeURIComponent('http://[bad')); return [res.error_code !== 0, res.error.length > 0]`,
        [true, true],
      ],
      'hold the URL of the end, and the request of the beginning': [
        `const res = http.get(T + '/redirect/1'); return [res.url.endsWith('/echo'), res.request.url.endsWith('/redirect/1')]`,
        [true, true],
      ],
    },
    promises: {
      'every hop has samples of its own': ({ metrics }) => {
        expect(metrics['http_reqs{hop:yes}']?.['count']).toBe(3)
        expect(metrics['http_reqs{status:302}']?.['count']).toBeGreaterThan(8)
      },
      'stopping at a maxRedirects that was asked for is not warned of': ({ stderr }) =>
        expect(stderr).not.toMatch(/Stopped after/),
    },
  }),
]
