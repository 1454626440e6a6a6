// TypeScript runs as it is: types are stripped, not checked.
//   kneepoint run examples/typescript.ts
import http, { type RefinedResponse } from 'k6/http'
import { check } from 'k6'
import type { Options } from 'k6/options'

const target: string = __ENV.TARGET || 'http://127.0.0.1:8080'

export const options: Options = { vus: 2, iterations: 4 }

/** A client in the words of the application. */
class Shop {
  readonly base: string

  constructor(base: string) {
    this.base = base
  }

  product(id: number): RefinedResponse<'text'> {
    return http.get(http.url`${this.base}/products/${id}`, { responseType: 'text' })
  }

  order(id: number, count = 1): RefinedResponse<'text'> {
    return http.post(`${this.base}/orders`, JSON.stringify({ id, count }), { responseType: 'text' })
  }
}

export default function (): void {
  const shop = new Shop(target)
  const good = [shop.product(7), shop.order(7, 2)].filter(({ status }) => status === 200)
  check(good, { 'ordered': (list) => list.length === 2 })
}
