// Thresholds decide whether a test has passed: the exit code is 99 when one is crossed.
//   kneepoint run examples/thresholds.js
//   kneepoint run -e SLOWEST=0.001 examples/thresholds.js     crosses one
import http from 'k6/http'
import { check } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'
const slowest = __ENV.SLOWEST || '2000'

/** @type {import('k6/options').Options} */
export const options = {
  vus: 2,
  iterations: 40,
  thresholds: {
    // The rate of errors, and the response time that 95 % of the requests keep to.
    http_req_failed: ['rate<0.02'],
    http_req_duration: [`p(95)<${slowest}`, 'avg<2000'],
    // Of the requests with this tag only.
    'http_req_duration{page:cart}': ['p(99)<2000'],
    checks: ['rate>0.98'],
    // There is no use in going on when nearly everything fails.
    iterations: [{ threshold: 'count>=1', abortOnFail: true, delayAbortEval: '30s' }],
  },
}

export default function () {
  const home = http.get(`${target}/`, { tags: { page: 'home' } })
  const cart = http.get(`${target}/cart`, { tags: { page: 'cart' } })
  check([home, cart], { 'both pages came': (pages) => pages.every(({ status }) => status === 200) })
}
