// Real visitors do not come at even intervals. `arrival: 'poisson'` draws them at random with the same rate on average, and the
// same sequence in every run (seed). It is kneepoint's own: k6 knows even arrivals only, and refuses the name.
//   kneepoint run examples/poisson-arrivals.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

export const options = {
  scenarios: {
    visitors: {
      executor: 'constant-arrival-rate',
      arrival: 'poisson',
      seed: 7,
      rate: 40,
      duration: '2s',
      preAllocatedVUs: 40,
    },
  },
}

export default function () {
  http.get(`${target}/`)
}
