// A closed model: so many users, each asks again when it has its answer and has thought about it.
// Little's law: users = throughput x (response time + think time). 5 users that think 0.2 s make at most 25 requests/s.
//   kneepoint run examples/constant-vus.js
import http from 'k6/http'
import { sleep } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    users: { executor: 'constant-vus', vus: 5, duration: '2s', gracefulStop: '5s' },
  },
}

export default function () {
  http.get(`${target}/`)
  sleep(0.2)
}
