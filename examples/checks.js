// Checks count how often an expectation held. They never end a test: thresholds do that (thresholds.js).
//   kneepoint run examples/checks.js
import http from 'k6/http'
import { check } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = { vus: 2, iterations: 20 }

export default function () {
  const response = http.get(`${target}/products`)
  check(response, {
    'status is 200': (r) => r.status === 200,
    'there is a body': (r) => Boolean(r.body),
    'answered within 2 s': (r) => r.timings.duration < 2000,
  })
  check(response, { 'sold out': (r) => r.status === 410 }, { kind: 'expected to fail' })
}
