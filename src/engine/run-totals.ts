import type { RunTotals } from './api.ts'
import type { SampleBook } from './metrics/sample-book.ts'

export const runTotalsOf = ({ overall }: SampleBook): RunTotals => ({
  offered: overall.counter('iterations_due'),
  started: overall.counter('iterations_started'),
  achieved: overall.counter('iterations'),
  good: overall.counter('iterations_good'),
  dropped: overall.counter('dropped_iterations'),
  interrupted: overall.counter('iterations_interrupted'),
  requests: overall.counter('http_reqs'),
  failedRequests: overall.rate('http_req_failed')?.passes ?? 0,
})
