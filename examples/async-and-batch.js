// Requests at the same time: a page with its images (batch), and whatever promises can express (asyncRequest).
//   kneepoint run examples/async-and-batch.js
import http from 'k6/http'
import { check } from 'k6'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = { vus: 2, iterations: 6 }

export default async function () {
  // Blocking calls come one after the other, in async functions too.
  http.get(`${target}/`)

  const { style, order } = http.batch({
    style: `${target}/style.css`,
    order: { method: 'POST', url: `${target}/orders`, body: { item: 'tea' }, params: { tags: { kind: 'order' } } },
  })
  check([style, order], { 'both came': (all) => all.every(({ status }) => status === 200) })

  const prices = await Promise.all(['tea', 'coffee'].map((item) => http.asyncRequest('GET', `${target}/prices/${item}`)))
  check(prices, { 'all prices came': (all) => all.length === 2 && all.every(({ status }) => status === 200) })
}
