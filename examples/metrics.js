// Metrics of your own beside the built-in ones: a sum, the latest value, a share, a distribution.
//   kneepoint run examples/metrics.js
import http from 'k6/http'
import { Counter, Gauge, Rate, Trend } from 'k6/metrics'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

const ordered = new Counter('items_ordered')
const bodySize = new Gauge('last_body_size')
const quick = new Rate('quick_answers')
const waiting = new Trend('waiting_for_orders', true)

/** @type {import('k6/options').Options} */
export const options = {
  vus: 2,
  iterations: 30,
  thresholds: { items_ordered: ['count==60'], quick_answers: ['rate>0.5'], 'waiting_for_orders{item:tea}': ['p(90)<2000'] },
}

export default function () {
  const item = __ITER % 2 === 0 ? 'tea' : 'coffee'
  const response = http.post(`${target}/orders`, JSON.stringify({ item, count: 2 }))
  ordered.add(2, { item })
  bodySize.add(String(response.body).length)
  quick.add(response.timings.duration < 1000)
  waiting.add(response.timings.waiting, { item })
}
