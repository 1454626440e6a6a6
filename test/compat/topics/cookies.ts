import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { type Seen, throws, topic } from '../topic.ts'

const cookieHeaders = ({ requests }: Seen): readonly unknown[] => requests.map(({ headers }) => headers['cookie'])

/** k6/http: cookies of requests, of responses and of the VU. */
export const cookies: readonly CompatScript[] = [
  topic({
    name: 'cookies',
    cases: {
      'of params are sent': [
        `return http.get(T + '/cookies', { cookies: { a: '1', b: '2' } }).json()`,
        { a: '1', b: '2' },
      ],
      'of params are sent with that request only': [
        `http.get(T + '/cookies', { cookies: { once: '1' } }); return http.get(T + '/cookies').json()`,
        {},
      ],
      'that the server sets are sent from then on': [
        `http.get(T + '/set-cookie?c=' + encodeURIComponent('session=abc; Path=/')); return http.get(T + '/cookies').json()`,
        { session: 'abc' },
      ],
      'that a redirection sets are sent to where it leads': [
        `return http.get(T + '/cookies/set?name=value').json()`,
        { name: 'value' },
      ],
      'of params come before those of the jar': [
        `http.cookieJar().set(T, 'jar', '1'); http.get(T + '/x', { cookies: { own: '2' } })`,
        (seen: Seen) => expect(cookieHeaders(seen)).toEqual(['own=2; jar=1']),
      ],
      'of params and jar with one name are both sent': [
        `http.cookieJar().set(T, 'a', 'jar'); http.get(T + '/x', { cookies: { a: 'own' } })`,
        (seen: Seen) => expect(cookieHeaders(seen)).toEqual(['a=own; a=jar']),
      ],
      'with replace take the place of that of the jar': [
        `http.cookieJar().set(T, 'a', 'jar'); return http.get(T + '/cookies', { cookies: { a: { value: 'own', replace: true } } }).json()`,
        { a: 'own' },
      ],
      'of a response have their attributes': [
        `const [c] = http.get(T + '/set-cookie?c=' + encodeURIComponent('a=1; Path=/in; Domain=127.0.0.1; Max-Age=60; HttpOnly; Secure')).cookies.a; return [c.name, c.value, c.path, c.domain, c.max_age, c.http_only, c.secure]`,
        ['a', '1', '/in', '127.0.0.1', 60, true, true],
      ],
      'of a response have their expiry in ms': [
        `const [c] = http.get(T + '/set-cookie?c=' + encodeURIComponent('a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT')).cookies.a; return c.expires`,
        Date.UTC(2099, 9, 21, 7, 28),
      ],
      'of a response with one name are a list': [
        `const { cookies } = http.get(T + '/set-cookie?c=' + encodeURIComponent('a=1; Path=/x') + '&c=' + encodeURIComponent('a=2; Path=/y')); return cookies.a.map((c) => c.value)`,
        ['1', '2'],
      ],
      'jar.set sends a cookie': [
        `const jar = http.cookieJar(); jar.set(T, 'mine', 'v'); return http.get(T + '/cookies').json()`,
        { mine: 'v' },
      ],
      'jar.set keeps a cookie to its path': [
        `http.cookieJar().set(T, 'p', 'v', { path: '/elsewhere' }); return http.get(T + '/cookies').json()`,
        {},
      ],
      'jar.set keeps a secure cookie from plain HTTP': [
        `http.cookieJar().set(T, 's', 'v', { secure: true }); return http.get(T + '/cookies').json()`,
        {},
      ],
      'jar.set takes expiry as RFC 1123': [
        `const jar = http.cookieJar(); jar.set(T, 'old', 'v', { expires: 'Mon, 02 Jan 2006 15:04:05 MST' }); jar.set(T, 'new', 'v', { expires: 'Fri, 02 Jan 2099 15:04:05 MST' }); return http.get(T + '/cookies').json()`,
        { new: 'v' },
      ],
      'jar.set refuses other forms of expiry': [
        `http.cookieJar().set(T, 'a', 'v', { expires: 'tomorrow' })`,
        throws('unable to parse "expires" date string "tomorrow"'),
      ],
      'jar.set with a max_age of the past removes the cookie': [
        `const jar = http.cookieJar(); jar.set(T, 'a', 'v'); jar.set(T, 'a', 'v', { max_age: -1 }); return http.get(T + '/cookies').json()`,
        {},
      ],
      'jar.cookiesForURL lists values by name': [
        `const jar = http.cookieJar(); jar.set(T, 'a', '1'); jar.set(T, 'b', '2'); return jar.cookiesForURL(T)`,
        { a: ['1'], b: ['2'] },
      ],
      'jar.clear forgets the cookies of a URL': [
        `const jar = http.cookieJar(); jar.set(T, 'a', '1'); jar.clear(T); return jar.cookiesForURL(T)`,
        {},
      ],
      'jar.delete forgets one cookie': [
        `const jar = http.cookieJar(); jar.set(T, 'a', '1'); jar.set(T, 'b', '2'); jar.delete(T, 'a'); return jar.cookiesForURL(T)`,
        { b: ['2'] },
      ],
      'a jar of its own keeps apart': [
        `const jar = new http.CookieJar(); jar.set(T, 'own', '1'); return [http.get(T + '/cookies', { jar }).json(), http.get(T + '/cookies').json()]`,
        [{ own: '1' }, {}],
      ],
      'a jar of its own collects what the server sets': [
        `const jar = new http.CookieJar(); http.get(T + '/cookies/set?a=1', { jar }); return [jar.cookiesForURL(T), http.cookieJar().cookiesForURL(T)]`,
        [{ a: ['1'] }, {}],
      ],
      'the jar is new in every iteration': [`return http.cookieJar().cookiesForURL(T)`, {}],
      'cookies go to every port of a host': [
        `http.cookieJar().set('http://127.0.0.1:1/', 'host', '1'); return http.get(T + '/cookies').json()`,
        { host: '1' },
      ],
      'cookies of other hosts are not sent': [
        `http.cookieJar().set('http://other.example/', 'other', '1'); return http.get(T + '/cookies').json()`,
        {},
      ],
      'a Cookie header is sent as it is': [
        `return http.get(T + '/cookies', { headers: { Cookie: 'raw=1' } }).json()`,
        { raw: '1' },
      ],
    },
  }),
  topic({
    name: 'noCookiesReset',
    options: 'noCookiesReset: true',
    cases: {
      'keeps what one iteration was given': [`http.cookieJar().set(__ENV.TARGET, 'kept', '1')`, undefined],
      'for the next iteration of that VU': [`return http.get(T + '/cookies').json()`, { kept: '1' }],
    },
  }),
]
