// Every VU has a cookie jar, which is empty again in each iteration (noCookiesReset keeps it).
//   kneepoint run examples/cookies.js
import http from 'k6/http'
import { check } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = { vus: 2, iterations: 4, thresholds: { checks: ['rate==1'] } }

export default function () {
  const jar = http.cookieJar()
  check(jar.cookiesForURL(target), { 'a new iteration has no cookies': (cookies) => Object.keys(cookies).length === 0 })

  // What the server sets is kept by itself; this is how a script sets one.
  jar.set(target, 'session', `vu-${__VU}`, { path: '/', max_age: 60 })
  http.get(`${target}/profile`)

  // With one request only, beside or in place of that of the jar.
  http.get(`${target}/basket`, { cookies: { basket: 'b1' } })
  http.get(`${target}/profile`, { cookies: { session: { value: 'other', replace: true } } })

  check(jar.cookiesForURL(target), { 'the jar kept its own': (cookies) => cookies.session[0] === `vu-${__VU}` })

  // A second customer in the same iteration.
  const guest = new http.CookieJar()
  http.get(`${target}/profile`, { jar: guest })
}
