// One script for every environment: what differs comes in from outside.
//   kneepoint run -e TARGET=http://staging.example -e PAGES=/,/search -e VISITS=3 examples/environment.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'
const pages = (__ENV.PAGES || '/,/products').split(',')

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    visitors: {
      executor: 'shared-iterations',
      vus: 2,
      iterations: Number(__ENV.VISITS || 6),
      // Only for this scenario.
      env: { LANGUAGE: 'ko' },
    },
  },
}

export default function () {
  for (const page of pages) http.get(target + page, { headers: { 'Accept-Language': __ENV.LANGUAGE } })
}
