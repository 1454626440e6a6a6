import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

const builtIn = `checks data_received data_sent group_duration http_req_blocked http_req_connecting http_req_duration
  http_req_failed http_req_receiving http_req_sending http_req_waiting http_req_tls_handshaking http_reqs
  iteration_duration iterations vus vus_max`.split(/\s+/)

/** k6/metrics, and the metrics that are there by themselves. */
export const metrics: readonly CompatScript[] = [
  topic({
    name: 'metrics of the script',
    shared: `import { Counter, Gauge, Rate, Trend } from 'k6/metrics'
import { group } from 'k6'
const errors = new Counter('my_errors')
const level = new Gauge('my_level')
const hits = new Rate('my_hits')
const wait = new Trend('my_wait', true)
const size = new Trend('my_size')
const bad = []
for (const name of ['1bad', 'with-dash', 'a', '']) { try { new Counter(name) } catch (e) { bad.push(name) } }
let clash = 'none'
try { new Gauge('my_errors') } catch (e) { clash = e.message }
const again = new Counter('my_errors')
let early = 'none'
try { errors.add(1) } catch (e) { early = e.message }`,
    options: `thresholds: { 'my_errors{kind:a}': [], 'my_size{group:::g}': [], 'my_errors{num:1}': [] }`,
    cases: {
      'have their name': [`return [errors.name, wait.name]`, ['my_errors', 'my_wait']],
      'take values with tags': [`errors.add(2, { kind: 'a' }); errors.add(3, { kind: 'b', num: 1 })`, undefined],
      'of one name are one metric': [`again.add(10)`, undefined],
      'count true as 1 and false as 0': [
        `errors.add(true); errors.add(false); hits.add(true); hits.add(false); hits.add(1); hits.add(0)`,
        undefined,
      ],
      'keep the last value of a gauge with the least and greatest': [
        `level.add(5); level.add(1); level.add(3)`,
        undefined,
      ],
      'spread the values of a trend': [`for (let i = 1; i <= 10; i += 1) wait.add(i * 10)`, undefined],
      'have the tags of where they are added': [`group('g', () => size.add(1)); size.add(2)`, undefined],
      'answer whether the value was taken': [
        `return [errors.add(0), errors.add(null), errors.add('abc'), errors.add()]`,
        [true, false, false, false],
      ],
      'take numbers as text': [`return size.add('4')`, true],
      'cannot be made in an iteration': [`new Counter('late')`, throws(/init context/)],
      'have names of letters, digits and underscores, two at least': [`return bad`, ['1bad', 'with-dash', 'a', '']],
      'of one name must be of one kind': [`return clash`, expect.stringMatching(/my_errors.*already exists/)],
      'take no values in init code': [`return early`, expect.stringMatching(/init context/)],
      'refuse an object as tag': [`errors.add(1, { bad: {} })`, throws(/tag/)],
    },
    promises: {
      'a counter is its sum and its rate': ({ metrics }) => {
        expect(metrics['my_errors']?.['count']).toBe(16)
        expect(metrics['my_errors']?.['rate']).toBeGreaterThan(0)
      },
      'tags make submetrics': ({ metrics }) => {
        expect(metrics['my_errors{kind:a}']?.['count']).toBe(2)
        expect(metrics['my_errors{num:1}']?.['count']).toBe(3)
        expect(metrics['my_size{group:::g}']).toMatchObject({ min: 1, max: 1 })
      },
      'a gauge is its last, least and greatest value': ({ metrics }) =>
        expect(metrics['my_level']).toEqual({ value: 3, min: 1, max: 5 }),
      'a rate is the share of what is not zero': ({ metrics }) =>
        expect(metrics['my_hits']).toMatchObject({ rate: 0.5, passes: 2, fails: 2 }),
      'a trend has average, median and percentiles, interpolated': ({ metrics }) => {
        const { avg, min, med, max, 'p(90)': p90, 'p(95)': p95 } = metrics['my_wait'] ?? {}
        expect([avg, min, max]).toEqual([55, 10, 100])
        expect(med).toBeCloseTo(55, 0)
        expect(p90).toBeCloseTo(91, 0)
        expect(p95).toBeCloseTo(95.5, 0)
      },
      'values that are no numbers are warned of': ({ stderr }) =>
        expect(stderr).toMatch(/'abc' is an invalid value for metric 'my_errors'/),
    },
  }),
  topic({
    name: 'metrics of a run',
    shared: `import { check, group, sleep } from 'k6'
export function setup() { http.get(__ENV.TARGET + '.setup/text') }
export function teardown() { http.get(__ENV.TARGET + '.teardown/text') }`,
    options: `thresholds: { 'http_reqs{group:::setup}': [], 'http_reqs{group:::teardown}': [], 'http_reqs{scenario:default}': [],
  'http_reqs{method:POST}': [], 'http_reqs{status:201}': [], 'http_reqs{proto:HTTP/1.1}': [], 'iterations{scenario:default}': [] }`,
    cases: {
      'requests of an iteration': [
        `http.get(T + '/text'); http.post(T + '/status/201', 'x'); check(1, { ok: () => true }); group('g', () => 1)`,
        undefined,
      ],
      'another iteration': [`sleep(0.1)`, undefined],
      'an iteration that throws': [`return 1`, 1],
      'a longer one': [`sleep(1)`, undefined],
    },
    promises: {
      'has all of k6’s metrics for a script with HTTP': ({ metrics }) => {
        expect(Object.keys(metrics)).toEqual(expect.arrayContaining(builtIn))
        expect(metrics['vus_max']?.['max']).toBe(1)
      },
      'counts requests of setup and teardown, in groups of their own': ({ metrics }) => {
        expect(metrics['http_reqs{group:::setup}']?.['count']).toBe(1)
        expect(metrics['http_reqs{group:::teardown}']?.['count']).toBe(1)
        expect(metrics['http_reqs']?.['count']).toBe(4)
      },
      'counts iterations, without setup and teardown': ({ metrics }) => {
        expect(metrics['iterations']?.['count']).toBe(4)
        expect(metrics['iterations{scenario:default}']?.['count']).toBe(4)
      },
      'tags requests with scenario, method, status and protocol': ({ metrics }) => {
        expect(metrics['http_reqs{scenario:default}']?.['count']).toBe(2)
        expect(metrics['http_reqs{method:POST}']?.['count']).toBe(1)
        expect(metrics['http_reqs{status:201}']?.['count']).toBe(1)
        expect(metrics['http_reqs{proto:HTTP/1.1}']?.['count']).toBe(4)
      },
      'measures whole iterations': ({ metrics }) => {
        expect(metrics['iteration_duration']?.['max']).toBeGreaterThanOrEqual(99)
        expect(metrics['iteration_duration']?.['min']).toBeLessThan(99)
      },
      'counts bytes that went over the network': ({ metrics }) => {
        expect(metrics['data_sent']?.['count']).toBeGreaterThan(4 * 50)
        expect(metrics['data_received']?.['count']).toBeGreaterThan(4 * 50)
      },
    },
  }),
]
