// An open model: 30 requests per second, whether the target keeps up or not. What comes when no VU is free is dropped and counted.
//   kneepoint run examples/constant-arrival-rate.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    visitors: {
      executor: 'constant-arrival-rate',
      rate: 30,
      timeUnit: '1s',
      duration: '2s',
      preAllocatedVUs: 30,
      maxVUs: 60,
    },
  },
  thresholds: { http_req_failed: ['rate<0.02'] },
}

export default function () {
  http.get(`${target}/`)
}
