// init -> setup -> VU code -> teardown -> handleSummary: what runs when, how often, and what it may do.
//   kneepoint run examples/lifecycle.js
import http from 'k6/http'

// 1. Init code: once per VU. It reads files and options; it cannot send requests.
const target = __ENV.TARGET || 'http://127.0.0.1:8080'
let visits = 0

/** @type {import('k6/options').Options} */
export const options = { vus: 3, iterations: 9 }

// 2. Once, before all VUs. What it returns reaches every VU as a copy (JSON).
export function setup() {
  const response = http.post(`${target}/login`, { user: 'test' })
  return { token: `token-${response.status}` }
}

// 3. Again and again, in every VU. Variables of the module belong to the VU.
/** @param {{ token: string }} data */
export default function (data) {
  visits += 1
  http.get(`${target}/visits/${visits}`, { headers: { Authorization: `Bearer ${data.token}` } })
}

// 4. Once, after all VUs.
/** @param {{ token: string }} data */
export function teardown(data) {
  http.post(`${target}/logout`, { token: data.token })
}

// 5. Once, at the very end: the results, to be written wherever you like.
/** @param {{ metrics: Record<string, { values: Record<string, number> }> }} data */
export function handleSummary(data) {
  return { stdout: `${data.metrics.iterations.values.count} visits\n` }
}
