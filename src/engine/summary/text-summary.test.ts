import { expect, it } from 'vitest'
import { checkKey, SampleBook } from '../metrics/aggregator.ts'
import type { MetricKind } from '../metrics/metric.ts'
import { addValues } from '../metrics/sink.ts'
import { groupTree, summarizeMetrics } from './summary-data.ts'
import { textSummary } from './text-summary.ts'

const trendStats = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']

function bookOf(): SampleBook {
  const book = new SampleBook()
  const add = (
    name: string,
    kind: MetricKind,
    values: number[],
    contains: 'default' | 'time' | 'data' = 'default',
  ): void => {
    const shape = { kind, contains, internal: name === 'start_lag' }
    const view = name.includes('{') ? book.submetrics : book.overall
    addValues(view.sink(name, shape), Float64Array.from(values), 0)
  }
  const tenMillis = [4, 40, 10, 10, 0]
  add('http_req_duration', 'trend', tenMillis, 'time')
  add('http_req_duration{expected_response:true}', 'trend', tenMillis, 'time')
  add('http_req_blocked', 'trend', tenMillis, 'time')
  add('http_reqs', 'counter', [4])
  add('http_req_failed', 'rate', [1, 4])
  add('iterations', 'counter', [4])
  add('iteration_duration', 'trend', tenMillis, 'time')
  add('vus', 'gauge', [2, 1, 2])
  add('checks', 'rate', [3, 4])
  add('data_sent', 'counter', [1234], 'data')
  add('orders', 'counter', [7])
  add('start_lag', 'trend', tenMillis, 'time')
  Object.assign(book.checkSink(checkKey('', 'status is 200')), { passes: 2, total: 2 })
  Object.assign(book.checkSink(checkKey('::cart::pay', 'paid')), { passes: 1, total: 2 })
  return book
}

it('looks like the summary of k6', () => {
  const book = bookOf()
  const text = textSummary({
    metrics: summarizeMetrics({ book, duration: 2000, trendStats, internal: false }),
    rootGroup: groupTree(book, (path) => path),
    seconds: 2,
    trendStats,
    timeUnit: '',
    mode: 'compact',
    color: false,
  })
  expect(text).toMatchInlineSnapshot(`
    "
      █ TOTAL RESULTS

        checks_total.......: 4       2/s
        checks_succeeded...: 75.00%  3 out of 4
        checks_failed......: 25.00%  1 out of 4

        ✓ status is 200
        █ cart
          █ pay
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
