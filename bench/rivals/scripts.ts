/** k6 scripts of the comparison; kneepoint and k6 run the same text. */

export const CONNECTIONS = 50
export const BODY: string = JSON.stringify({ user: 'kneepoint', items: [1, 2, 3], total: 12.5, note: 'a small order' })

const options = `export const options = { vus: ${CONNECTIONS}, duration: '10m', insecureSkipTLSVerify: true }`

export const getOnly = (url: string): string => `
import http from 'k6/http'
${options}
export default function () { http.get('${url}') }`

export const getAndCheck = (url: string): string => `
import http from 'k6/http'
import { check } from 'k6'
${options}
export default function () {
  const response = http.get('${url}')
  check(response, { 'status is 200': (r) => r.status === 200 })
}`

export const groupOfFive = (url: string): string => `
import http from 'k6/http'
import { check, group } from 'k6'
${options}
export default function () {
  group('shop', () => {
    for (let page = 0; page < 5; page++) {
      const response = http.get('${url}/json', { tags: { page: String(page), kind: 'list' } })
      check(response, {
        'status is 200': (r) => r.status === 200,
        'has items': (r) => r.json().items.length === 10,
        'is it': (r) => r.json('name') === 'kneepoint',
      })
    }
  })
}`

export const postJson = (url: string): string => `
import http from 'k6/http'
${options}
const headers = { 'Content-Type': 'application/json' }
export default function () { http.post('${url}', JSON.stringify(${BODY}), { headers }) }`

/** Each has its connection; all of them have begun when all have called once. */
export const sleepers = (url: string, vus: number): string => `
import http from 'k6/http'
import { sleep } from 'k6'
export const options = { vus: ${vus}, duration: '10m' }
export default function () { http.get('${url}'); sleep(20) }`
