import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { SampleBook } from '../metrics/sample-book.ts'
import { Part, partKey } from '../metrics/parts.ts'
import type { ThresholdState } from '../thresholds/judge.ts'
import { flatChecks } from './group-tree.ts'
import { summarizeMetrics } from './summary-data.ts'
import { summarizeParts } from './summary-parts.ts'
import { addTo, keptThreshold, shopBook, shopSource, shopTrendStats } from './testing/shop.ts'
import { textSummary, type TextSummaryInput } from './text-summary.ts'

function addParts(book: SampleBook): void {
  const cart = new Part()
  addTo(cart.metrics, 'http_reqs', { kind: 'counter' }, [1])
  const pay = new Part()
  addTo(pay.metrics, 'http_reqs', { kind: 'counter' }, [2])
  Object.assign(pay.checkSink('paid'), { passes: 1, total: 2 })
  const buyers = new Part()
  addTo(buyers.metrics, 'iterations', { kind: 'counter' }, [4])
  book.parts.set(partKey({ scenario: 'buyers', group: '' }), buyers)
  book.parts.set(partKey({ scenario: '', group: '::cart' }), cart)
  book.parts.set(partKey({ scenario: '', group: '::cart::pay' }), pay)
}

const state = (some: Partial<ThresholdState>): ThresholdState => ({ ...keptThreshold, ...some })

function render(book: SampleBook, some: Partial<TextSummaryInput> = {}): string {
  const { thresholds = [], trendStats = shopTrendStats } = some
  const source = shopSource({ book, trendStats, thresholds })
  return textSummary({
    metrics: summarizeMetrics(source),
    checks: flatChecks(book),
    thresholds,
    parts: summarizeParts(book, source),
    seconds: 2,
    trendStats,
    timeUnit: '',
    mode: 'compact',
    color: false,
    ...some,
  })
}

it('looks like the summary of k6', () => {
  expect(render(shopBook())).toMatchInlineSnapshot(`
    "
      █ TOTAL RESULTS

        checks_total.......: 4      2/s
        checks_succeeded...: 75.00% 3 out of 4
        checks_failed......: 25.00% 1 out of 4

        ✓ status is 200
        ✗ paid
          ↳  50% — ✓ 1 / ✗ 1

        CUSTOM
        orders.........................: 7      3.5/s

        HTTP
        http_req_duration..............: avg=10ms min=10ms med=10ms max=10ms p(90)=10ms p(95)=10ms
          { expected_response:true }...: avg=10ms min=10ms med=10ms max=10ms p(90)=10ms p(95)=10ms
        http_req_failed................: 25.00% 1 out of 4
        http_reqs......................: 4      2/s

        EXECUTION
        iteration_duration.............: avg=10ms min=10ms med=10ms max=10ms p(90)=10ms p(95)=10ms
        iterations.....................: 4      2/s
        vus............................: 2      min=1      max=2

        NETWORK
        data_sent......................: 1.2 kB 617 B/s
    "
  `)
})

it('shows all phases of requests, groups and scenarios when it is full', () => {
  const book = shopBook()
  addParts(book)
  expect(render(book, { mode: 'full', trendStats: ['avg', 'count'] })).toMatchInlineSnapshot(`
    "
      █ TOTAL RESULTS

        checks_total.......: 4      2/s
        checks_succeeded...: 75.00% 3 out of 4
        checks_failed......: 25.00% 1 out of 4

        ✓ status is 200
        ✗ paid
          ↳  50% — ✓ 1 / ✗ 1

        CUSTOM
        orders.........................: 7      3.5/s

        HTTP
        http_req_blocked...............: avg=10ms count=4
        http_req_duration..............: avg=10ms count=4
          { expected_response:true }...: avg=10ms count=4
        http_req_failed................: 25.00% 1 out of 4
        http_reqs......................: 4      2/s

        EXECUTION
        iteration_duration.............: avg=10ms count=4
        iterations.....................: 4      2/s
        vus............................: 2      min=1      max=2

        NETWORK
        data_sent......................: 1.2 kB 617 B/s


      █ GROUP: cart

        HTTP
        http_reqs......................: 1 0.5/s

        ↳ GROUP: pay

          checks_total.......: 2      1/s
          checks_succeeded...: 50.00% 1 out of 2
          checks_failed......: 50.00% 1 out of 2

          ✗ paid
            ↳  50% — ✓ 1 / ✗ 1

          HTTP
          http_reqs....................: 2 1/s


      █ SCENARIO: buyers

        EXECUTION
        iterations.....................: 4 2/s
    "
  `)
})

it('begins with the thresholds, submetrics below their metric', () => {
  const thresholds = [
    state({}),
    state({ source: 'avg<1', method: 'avg', value: 10, ok: false, failed: true, crossedAt: 5 }),
    state({ source: 'max<9', method: 'max', window: 10_000, value: 1, worst: 30, failed: true }),
    state({ metric: 'http_req_duration{a:b}', value: undefined }),
    state({ metric: 'http_reqs', kind: 'counter', contains: 'default', source: 'rate>1', method: 'rate', value: 2 }),
    state({ metric: 'checks{a:b}', kind: 'rate', contains: 'default', source: 'rate>1', method: 'rate', value: 0.5 }),
  ]
  expect(render(shopBook(), { thresholds }).split('█ TOTAL')[0]).toMatchInlineSnapshot(`
    "
      █ THRESHOLDS

        checks{a:b}
        ✓ 'rate>1' rate=50.00%

        http_req_duration
        ✓ 'p(95)<500' p(95)=12.3ms
        ✗ 'avg<1' avg=10ms
        ✗ 'max<9' over 10s max=30ms at worst

          {a:b}
          ✓ 'p(95)<500' no samples

        http_reqs
        ✓ 'rate>1' rate=2/s


      "
  `)
})

it('has nothing but a title for a run that measured nothing', () => {
  expect(render(new SampleBook())).toBe('\n  █ TOTAL RESULTS\n')
})

it('prints times in the unit that is asked for', () => {
  expect(render(shopBook(), { timeUnit: 's' })).toContain('avg=0.01s min=0.01s')
})

it('is coloured as in k6, and says the same without colours', () => {
  const book = shopBook()
  const thresholds = [state({}), state({ source: 'avg<1', failed: true })]
  const colored = render(book, { color: true, thresholds })
  expect(colored).toContain('\u001B[1mTHRESHOLDS\u001B[0m')
  expect(colored).toContain("\u001B[32m✓\u001B[0m \u001B[37m'p(95)<500'\u001B[0m")
  expect(colored).toContain("\u001B[31m✗\u001B[0m \u001B[37m'avg<1'\u001B[0m")
  expect(colored).toContain('\u001B[36m4\u001B[0m')
  expect(colored).toContain('\u001B[2;36m2/s\u001B[0m')
  expect(stripVTControlCharacters(colored)).toBe(render(book, { thresholds }))
})
