import { expect } from '../expect.ts'
import type { CompatScript, Ran } from '../compat-script.ts'

const script = (thresholds: string, body = ''): string => `import { Counter, Gauge, Rate, Trend } from 'k6/metrics'
import { check, sleep } from 'k6'
const counter = new Counter('my_counter'), gauge = new Gauge('my_gauge'), rate = new Rate('my_rate'), trend = new Trend('my_trend')
const unused = new Counter('my_unused')
export const options = { iterations: 10, vus: 1, thresholds: ${thresholds} }
export default function () {
  counter.add(1, { kind: __ITER < 4 ? 'few' : 'many' }); gauge.add(__ITER); rate.add(__ITER < 8); trend.add(__ITER + 1)
  ${body}
}
export function teardown() { console.log('torn down') }`

/** Each of these holds. */
const holding: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'a counter by count': {
    my_counter: ['count==10', 'count>9', 'count>=10', 'count<11', 'count<=10', 'count===10', 'count!=9'],
  },
  'a counter by rate': { my_counter: ['rate>0'] },
  'a gauge by value': { my_gauge: ['value==9'] },
  'a rate by rate': { my_rate: ['rate==0.8', 'rate>0.79'] },
  'a trend by its statistics': { my_trend: ['avg==5.5', 'min==1', 'max==10', 'med>5', 'med<6'] },
  'a trend by any percentile': { my_trend: ['p(0)>=1', 'p(50)<6', 'p(99.9)<=10', 'p(90)>9'] },
  'expressions with spaces or without': { my_gauge: ['value  ==  9', ' value > 1 '] },
  'a submetric': { 'my_counter{kind:few}': ['count==4'], 'my_counter{kind:many}': ['count==6'] },
  'a submetric by two tags': { 'my_counter{kind:few,scenario:default}': ['count==4'] },
  'a submetric without samples': { 'my_counter{kind:none}': ['count==0'] },
  'a metric without samples': { my_unused: ['count==0'] },
  'built-in metrics': { iterations: ['count==10'], iteration_duration: ['p(95)<5000'], checks: ['rate==1'] },
}

const together: Record<string, string[]> = {}
for (const list of Object.values(holding)) {
  for (const [metric, expressions] of Object.entries(list)) (together[metric] ??= []).push(...expressions)
}

/** k6's thresholds. */
export const thresholds: readonly CompatScript[] = [
  {
    name: 'thresholds that are met',
    writes: ['data.json'],
    call: {
      source: `${script(JSON.stringify(together), 'check(1, { ok: () => true })')}
export function handleSummary(data) { return { 'data.json': JSON.stringify(data.metrics) } }`,
    },
    promises: {
      'let the run end with 0': ({ exitCode }) => expect(exitCode).toBe(0),
      ...Object.fromEntries(
        Object.entries(holding).map(([name, list]) => [
          `judge ${name}`,
          ({ written }: Ran) => {
            const metrics = JSON.parse(written['data.json'] ?? '{}') as Record<
              string,
              { thresholds?: Record<string, object> }
            >
            for (const [metric, expressions] of Object.entries(list)) {
              const judged = metrics[metric]?.thresholds ?? {}
              for (const one of expressions)
                expect([metric, one, judged[one] ?? judged[one.trim()]]).toEqual([metric, one, { ok: true }])
            }
          },
        ]),
      ),
    },
  },
  {
    name: 'thresholds as objects',
    call: {
      source: script(
        `{ my_counter: [{ threshold: 'count==10', abortOnFail: false }, { threshold: 'count<5', abortOnFail: true, delayAbortEval: '1m' }] }`,
      ),
    },
    promises: {
      'are judged at the end, whatever delayAbortEval says': ({ exitCode }) => expect(exitCode).toBe(99),
    },
  },
  {
    name: 'a threshold that is crossed',
    call: { source: script(`{ my_rate: ['rate>0.9'], my_counter: ['count>1'] }`) },
    promises: {
      'makes the run end with 99': ({ exitCode }) => expect(exitCode).toBe(99),
      'is said on stderr, with its metric': ({ stderr }) => expect(stderr).toMatch(/threshold.*my_rate/),
      'does not end the run before its time': ({ metrics }) => expect(metrics['iterations']?.['count']).toBe(10),
      'is marked in the summary': ({ stdout }) => {
        expect(stdout).toMatch(/✗ 'rate>0.9' rate=80.00%/)
        expect(stdout).toMatch(/✓ 'count>1' count=10/)
      },
    },
  },
  {
    name: 'abortOnFail',
    call: {
      source: script(`{ my_counter: [{ threshold: 'count<3', abortOnFail: true }] }`, 'sleep(1.2)').replace(
        'iterations: 10',
        'iterations: 30',
      ),
    },
    promises: {
      'ends the run early, with 99': ({ exitCode, metrics }) => {
        expect(exitCode).toBe(99)
        expect(metrics['my_counter']?.['count']).toBeLessThan(12)
      },
      'runs teardown': ({ stderr }) => expect(stderr).toMatch(/torn down/),
      'says why': ({ stderr }) => expect(stderr).toMatch(/threshold.*my_counter/),
    },
  },
  {
    name: '--no-thresholds',
    call: { source: script(`{ my_rate: ['rate>0.9'] }`), args: ['--no-thresholds'] },
    promises: { 'judges none': ({ exitCode }) => expect(exitCode).toBe(0) },
  },
  ...Object.entries({
    'an unknown metric': [`{ my_nothing: ['count>1'] }`, /my_nothing/],
    'a method that its metric has not': [`{ my_counter: ['p(95)<1'] }`, /my_counter|p\(95\)/],
    'an expression that cannot be read': [`{ my_counter: ['count is small'] }`, /count is small/],
    'a selector that cannot be read': [`{ 'my_counter{kind:few': ['count>1'] }`, /my_counter/],
  } as const).map(
    ([name, [list, says]]): CompatScript => ({
      name: `a threshold on ${name}`,
      call: { source: script(list) },
      promises: {
        'is refused before the run, with 104': ({ exitCode, stderr }) => {
          expect(stderr).toMatch(says)
          expect(exitCode).toBe(104)
        },
      },
    }),
  ),
]
