import { checkKey, SampleBook } from '../../metrics/sample-book.ts'
import type { Contains, MetricKind } from '../../metrics/metric.ts'
import { addValues } from '../../metrics/sink.ts'
import type { MetricView } from '../../metrics/view.ts'
import type { ThresholdState } from '../../thresholds/judge.ts'
import type { SummarySource } from '../summary-data.ts'

interface Shape {
  readonly kind: MetricKind
  readonly contains?: Contains
  readonly internal?: boolean
}

/** Adds samples as they stand in a delta. */
export function addTo(view: MetricView, name: string, shape: Shape, values: readonly number[]): void {
  const { kind, contains = 'default', internal = false } = shape
  addValues(view.sink(name, { kind, contains, internal }), Float64Array.from(values), 0)
}

/** Four samples of 10 ms. */
const tenMillis = [4, 40, 10, 10, 0]

/** What a script with a check at the top and one in a group within a group measured in 2 s. */
export function shopBook(): SampleBook {
  const book = new SampleBook()
  const { overall, submetrics } = book
  const time = { kind: 'trend', contains: 'time' } as const
  addTo(overall, 'http_req_duration', time, tenMillis)
  addTo(submetrics, 'http_req_duration{expected_response:true}', time, tenMillis)
  addTo(overall, 'http_req_blocked', time, tenMillis)
  addTo(overall, 'http_reqs', { kind: 'counter' }, [4])
  addTo(overall, 'http_req_failed', { kind: 'rate' }, [1, 4])
  addTo(overall, 'iterations', { kind: 'counter' }, [4])
  addTo(overall, 'iteration_duration', time, tenMillis)
  addTo(overall, 'group_duration', time, tenMillis)
  addTo(overall, 'vus', { kind: 'gauge' }, [2, 1, 2])
  addTo(overall, 'checks', { kind: 'rate' }, [3, 4])
  addTo(overall, 'data_sent', { kind: 'counter', contains: 'data' }, [1234])
  addTo(overall, 'orders', { kind: 'counter' }, [7])
  addTo(overall, 'start_lag', { ...time, internal: true }, tenMillis)
  for (const group of ['', '::empty', '::cart', '::cart::pay']) book.groups.add(group)
  Object.assign(book.checkSink(checkKey('', 'status is 200')), { passes: 2, total: 2 })
  Object.assign(book.checkSink(checkKey('::cart::pay', 'paid')), { passes: 1, total: 2 })
  return book
}

export const shopTrendStats: readonly string[] = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']

export const shopSource = (some: Partial<SummarySource> = {}): SummarySource => ({
  book: shopBook(),
  duration: 2000,
  trendStats: shopTrendStats,
  internal: false,
  declared: [],
  thresholds: [],
  ...some,
})

export const keptThreshold: ThresholdState = {
  metric: 'http_req_duration',
  source: 'p(95)<500',
  method: 'p(95)',
  limit: 500,
  kind: 'trend',
  contains: 'time',
  window: undefined,
  value: 12.3,
  worst: undefined,
  ok: true,
  crossedAt: undefined,
  failed: false,
  abortsFrom: undefined,
}
