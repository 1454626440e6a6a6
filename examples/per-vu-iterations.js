// The same number of iterations in each VU: every customer buys five times.
//   kneepoint run examples/per-vu-iterations.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    customers: { executor: 'per-vu-iterations', vus: 4, iterations: 5, maxDuration: '30s' },
  },
}

export default function () {
  http.get(`${target}/customers/${__VU}/purchase/${__ITER}`)
}
