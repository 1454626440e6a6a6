import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** k6/http: failures, their codes, and which responses count as failed. */
export const httpErrors: readonly CompatScript[] = [
  topic({
    name: 'failed requests',
    options: `hosts: { 'blocked-by-address.test': '10.9.8.7' }, blacklistIPs: ['10.0.0.0/8'], blockHostnames: ['blocked.test', '*.evil.test'],
  thresholds: { 'http_reqs{error_code:1212}': [], 'http_reqs{status:0}': [] }`,
    cases: {
      'answer with status 0 and a body of null': [
        `const res = http.get('http://127.0.0.1:1/'); return [res.status, res.body, res.status_text, res.proto]`,
        [0, null, '', ''],
      ],
      'have code 1212 when the connection is refused': [
        `const res = http.get('http://127.0.0.1:1/'); return [res.error_code, res.error]`,
        [1212, 'dial: connection refused'],
      ],
      'have code 1210 for a port that is none': [
        `const res = http.get('http://127.0.0.1:99999/'); return [res.error_code, res.error]`,
        [1210, 'dial tcp: address 99999: invalid port'],
      ],
      'name the method or header that cannot be sent': [
        `return [http.request('B AD', T + '/x'), http.get(T + '/x', { headers: { 'a b': 'c' } })].map((res) => [res.error_code, res.error])`,
        [
          [1000, 'net/http: invalid method "B AD"'],
          [1000, 'net/http: invalid header field name "a b"'],
        ],
      ],
      'are exceptions of the name GoError that say all, if asked for': [
        `try { http.get('http://127.0.0.1:1/', { throw: true }) } catch (error) { return [String(error), error instanceof Error, error instanceof TypeError] }`,
        ['GoError: Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused', true, false],
      ],
      'have code 1220 when the connection is reset': [`return http.get(T + '/reset').error_code`, 1220],
      'have code 1000 when the server hangs up': [
        `const res = http.get(T + '/hang-up'); return [res.error_code, res.error]`,
        [1000, 'EOF'],
      ],
      'have an error when the body ends too early, and what came of it': [
        `const res = http.get(T + '/half'); return [res.error_code, res.error, res.body]`,
        [1000, 'unexpected EOF', 'only this'],
      ],
      'have code 1101 when there is no such host': [
        `const res = http.get('http://no-such-host.invalid/'); return [res.error_code, res.error]`,
        [1101, 'lookup: no such host'],
      ],
      'have code 1110 for an address that is blacklisted': [
        `const res = http.get('http://10.1.2.3/'); return [res.error_code, res.error]`,
        [1110, 'ip is blacklisted'],
      ],
      'have code 1110 for a host at such an address': [
        `return http.get('http://blocked-by-address.test/').error_code`,
        1110,
      ],
      'have code 1111 for a host name that is blocked': [
        `const res = http.get('http://blocked.test/'); return [res.error_code, res.error]`,
        [1111, 'hostname is blocked'],
      ],
      'have code 1111 for a host under a blocked wildcard': [
        `return http.get('http://www.evil.test/').error_code`,
        1111,
      ],
      'have code 1050 after a timeout': [`return http.get(T + '/never', { timeout: 50 }).error_code`, 1050],
      'have code 1020 for a URL that is none': [
        `const res = http.get('http://[half'); return [res.status, res.error_code, res.error]`,
        [0, 1020, expect.stringMatching(/^invalid URL/)],
      ],
      'have a list without elements for a body when they were not even made': [
        `const { body } = http.get('http://[half'); return [body, Boolean(body), body.includes('x')]`,
        [[], true, false],
      ],
      'have code 1050 at once when there is no time at all': [
        `const res = http.get(T + '/x', { timeout: 0 }); return [res.status, res.error_code]`,
        [0, 1050],
      ],
      'are refused by servers when the query has blanks, which go out as they are': [
        `return http.get(T + '/x?q=a b').status`,
        400,
      ],
      'have code 1701 when unpacking fails': [`return http.get(T + '/bad-gzip').error_code`, 1701],
      'have no headers and no cookies': [
        `const res = http.get('http://127.0.0.1:1/'); return [Object.keys(res.headers), Object.keys(res.cookies)]`,
        [[], []],
      ],
      'keep the request': [`return http.post('http://127.0.0.1:1/x', 'body').request.body`, 'body'],
      'have no JSON and no HTML': [`http.get('http://127.0.0.1:1/').html()`, throws(/the body is null/)],
    },
    promises: {
      'are counted as requests, with their code': ({ metrics }) => {
        expect(metrics['http_reqs{error_code:1212}']?.['count']).toBe(6)
        expect(metrics['http_reqs{status:0}']?.['count']).toBeGreaterThanOrEqual(11)
      },
      'are failures in http_req_failed': ({ metrics }) =>
        expect(metrics['http_req_failed']?.['rate']).toBeGreaterThan(0.9),
      'are warned of, and do not end the run': ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0)
        expect(stderr).toMatch(/Request Failed/i)
      },
    },
  }),
  topic({
    name: 'expected statuses',
    options: `thresholds: { 'http_reqs{expected_response:true}': [], 'http_reqs{expected_response:false}': [], 'http_reqs{name:silent,expected_response:true}': [] }`,
    cases: {
      'are 200 to 399 by default': [`http.get(T + '/status/204'); http.get(T + '/status/404')`, undefined],
      'can be set for one request': [
        `http.get(T + '/status/404', { responseCallback: http.expectedStatuses(404) }); http.get(T + '/status/503', { responseCallback: http.expectedStatuses(200, { min: 500, max: 599 }) })`,
        undefined,
      ],
      'can be set for all from now on': [
        `http.setResponseCallback(http.expectedStatuses(418)); http.get(T + '/status/418'); http.get(T + '/status/200'); http.setResponseCallback(http.expectedStatuses({ min: 200, max: 399 }))`,
        undefined,
      ],
      'null means that nothing is judged': [
        `http.get(T + '/status/500', { responseCallback: null, tags: { name: 'silent' } })`,
        undefined,
      ],
      'need an argument': [`http.expectedStatuses()`, throws('no arguments')],
      'take integers only': [`http.expectedStatuses('200')`, throws(/argument number 1/)],
      'take nothing but expectedStatuses': [
        `http.setResponseCallback(() => true)`,
        throws(/expected http.expectedStatuses/),
      ],
    },
    promises: {
      'decide what http_req_failed counts': ({ metrics }) =>
        expect(metrics['http_req_failed']).toMatchObject({ passes: 2, fails: 4 }),
      'decide the tag expected_response': ({ metrics }) => {
        expect(metrics['http_reqs{expected_response:true}']?.['count']).toBe(4)
        expect(metrics['http_reqs{expected_response:false}']?.['count']).toBe(2)
        expect(metrics['http_reqs{name:silent,expected_response:true}']?.['count'] ?? 0).toBe(0)
      },
      'count every request, judged or not': ({ metrics }) => expect(metrics['http_reqs']?.['count']).toBe(7),
      'make the submetric of http_req_duration that is always there': ({ metrics }) =>
        expect(metrics['http_req_duration{expected_response:true}']).toHaveProperty('avg'),
    },
  }),
  topic({
    name: 'option throw',
    options: `throw: true`,
    cases: {
      'makes every failed request an exception': [`http.get('http://127.0.0.1:1/')`, throws(/refused/)],
      'makes an invalid URL an exception': [`http.get('http://[half')`, throws(/invalid URL/)],
      'can be undone for one request': [`return http.get('http://127.0.0.1:1/', { throw: false }).error_code`, 1212],
      'does not mind bad statuses': [`return http.get(T + '/status/404').status`, 404],
    },
  }),
]
