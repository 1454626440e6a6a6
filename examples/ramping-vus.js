// A load test: users come (ramp up), stay (steady state) and go (ramp down).
//   kneepoint run examples/ramping-vus.js
import http from 'k6/http'
import { sleep } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    load: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '1s', target: 6 },
        { duration: '1s', target: 6 },
        { duration: '500ms', target: 0 },
      ],
      gracefulRampDown: '2s',
    },
  },
  thresholds: { http_req_failed: ['rate<0.02'] },
}

export default function () {
  http.get(`${target}/`)
  sleep(0.1)
}
