// What a request can carry: methods, bodies, headers, params, and names for URLs that differ only in a number.
//   kneepoint run examples/http-requests.js
import http from 'k6/http'

const target = __ENV.TARGET || 'http://127.0.0.1:8080'

/** @type {import('k6/options').Options} */
export const options = { vus: 2, iterations: 4 }

export default function () {
  // A query string, a header, and a time limit of its own.
  http.get(`${target}/search?q=tea`, { headers: { Accept: 'text/html' }, timeout: '5s' })

  // JSON.
  const order = JSON.stringify({ item: 'tea', count: 2 })
  http.post(`${target}/orders`, order, { headers: { 'Content-Type': 'application/json' } })

  // A form: an object as body is urlencoded.
  http.post(`${target}/login`, { user: 'ann', password: 'secret' })

  http.put(`${target}/orders/1`, order)
  http.patch(`${target}/orders/1`, '{"count":3}')
  http.del(`${target}/orders/1`)

  // All items are one line in the results: http://.../items/${}
  for (let id = 1; id <= 3; id += 1) http.get(http.url`${target}/items/${id}`)
}
