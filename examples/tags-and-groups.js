// Tags and groups sort the results: by page, by step of the user's way, by team.
//   kneepoint run --summary-mode full examples/tags-and-groups.js
import http from 'k6/http'
import exec from 'k6/execution'
import { check, group } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = {
  vus: 2,
  iterations: 10,
  tags: { test: 'shop' },
  thresholds: {
    'http_req_duration{group:::visit::product}': ['p(95)<2000'],
    'http_reqs{kind:static}': ['count==10'],
    'http_reqs{customer:new}': ['count==30'],
    group_duration: ['avg<5000'],
  },
}

export default function () {
  // From here on, everything this VU measures has the tag.
  exec.vu.metrics.tags.customer = 'new'

  group('visit', () => {
    http.get(`${target}/`)
    http.get(`${target}/logo.png`, { tags: { kind: 'static' } })
    group('product', () => {
      const product = http.get(`${target}/products/7`)
      check(product, { 'product is there': (r) => r.status === 200 })
    })
  })
}
