// A stress test in the open model: the rate climbs in stages, through a spike, and comes back.
//   kneepoint run examples/ramping-arrival-rate.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    stress: {
      executor: 'ramping-arrival-rate',
      startRate: 10,
      timeUnit: '1s',
      stages: [
        { duration: '1s', target: 30 },
        { duration: '500ms', target: 30 },
        { duration: '0s', target: 100 },
        { duration: '500ms', target: 100 },
        { duration: '500ms', target: 0 },
      ],
      preAllocatedVUs: 50,
      maxVUs: 100,
    },
  },
}

export default function () {
  http.get(`${target}/`)
}
