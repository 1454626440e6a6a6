// One VU asks once and thinks for a second: the smallest test there is.
//   kneepoint run examples/first-script.js
import http from 'k6/http'
import { sleep } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

export default function () {
  http.get(`${target}/`)
  sleep(1)
}
