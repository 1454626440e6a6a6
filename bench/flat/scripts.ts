/** GET and check, by many of everything. */

/** Of all scenarios together. */
const SCENARIO_VUS = 200
/** Of all scenarios together. */
export const RATE_OF_SCENARIOS = 2000

const script = (options: string, url: string): string => `
import http from 'k6/http'
import { check } from 'k6'
export const options = ${options}
export default function () {
  const response = http.get('${url}')
  check(response, { 'status is 200': (r) => r.status === 200 })
}`

const scenarios = (count: number, one: (at: number) => object): string =>
  JSON.stringify({ scenarios: Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, one(at)])) })

export const manyVus = (url: string, vus: number): string => script(`{ vus: ${vus}, duration: '10m' }`, url)

export const manyScenarios = (url: string, count: number): string =>
  script(
    scenarios(count, () => ({ executor: 'constant-vus', vus: SCENARIO_VUS / count, duration: '10m' })),
    url,
  )

/** Each VU gets its turn: the one that has rested longest is next. */
export const manyVusAtRate = (url: string, vus: number, rate: number): string =>
  script(
    scenarios(1, () => arrivals(rate, vus)),
    url,
  )

/** One after another, so that arrivals are as far apart as those of a single scenario: all at once they would share a wake-up. */
export const manyScenariosAtRate = (url: string, count: number): string =>
  script(
    scenarios(count, (at) => ({
      ...arrivals(RATE_OF_SCENARIOS / count, (10 * SCENARIO_VUS) / count),
      startTime: `${(at * 1e6) / RATE_OF_SCENARIOS}us`,
    })),
    url,
  )

const arrivals = (rate: number, preAllocatedVUs: number): object => ({
  executor: 'constant-arrival-rate',
  rate,
  duration: '1h',
  preAllocatedVUs,
})

/** As much work as a request with a check makes, without one. */
export const noTarget = (seconds: number): string => `
import { check } from 'k6'
import { Trend } from 'k6/metrics'
const took = new Trend('took')
export const options = { vus: 100, duration: '${seconds}s' }
const text = JSON.stringify({ items: Array.from({ length: 20 }, (_, id) => ({ id, name: 'item ' + id })) })
export default function () {
  const { items } = JSON.parse(text)
  took.add(items.length)
  check(items, { 'all are there': (all) => all.length === 20 })
}`
