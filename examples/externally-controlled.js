// No plan: the operator turns the load up and down while it runs (keys + and -, or PATCH /v1/status). k6 2 has no such executor any more.
//   kneepoint run examples/externally-controlled.js
import http from 'k6/http'
import { sleep } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

export const options = {
  scenarios: {
    operator: { executor: 'externally-controlled', vus: 3, maxVUs: 50, duration: '2s' },
  },
}

export default function () {
  http.get(`${target}/`)
  sleep(0.1)
}
