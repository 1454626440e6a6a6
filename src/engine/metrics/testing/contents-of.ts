import type { SampleBook } from '../sample-book.ts'
import type { Sink } from '../sink.ts'

const figures = (sink: Sink): unknown => {
  if (sink.kind === 'counter') return sink.sum
  if (sink.kind === 'rate') return [sink.passes, sink.total]
  // Of several series in one delta it is not told which was set last.
  if (sink.kind === 'gauge') return [sink.min, sink.max]
  const { count, sum, min, max } = sink.histogram
  return { count, sum, min, max, quantiles: sink.histogram.quantiles([0.1, 0.5, 0.9]) }
}
const sorted = (list: Iterable<readonly [string, unknown]>): unknown =>
  [...list].toSorted(([a], [b]) => (a < b ? -1 : 1))
const view = (entries: Iterable<{ readonly name: string; readonly sink: Sink }>): unknown =>
  sorted([...entries].map(({ name, sink }) => [name, figures(sink)] as const))

/** All that is in a book; of maps the order does not count. */
export const contentsOf = (book: SampleBook): unknown => ({
  overall: view(book.overall.entries()),
  submetrics: view(book.submetrics.entries()),
  scenarios: sorted([...book.scenarios].map(([name, of]) => [name, view(of.entries())] as const)),
  lags: [...book.lagOfWorker].map(([worker, sink]) => [worker, figures(sink)]),
  firstByte: figures(book.firstByte),
  checks: sorted([...book.checks].map(([name, sink]) => [name, figures(sink)] as const)),
  groups: [...book.groups],
  requests: sorted(
    [...book.requests].map(
      ([name, { requests, failures, durations, received, statuses }]) =>
        [name, [requests, failures, durations, received, ...statuses.values()].map(figures)] as const,
    ),
  ),
  backends: sorted(
    [...book.backends].map(
      ([name, of]) => [name, [of.durations, of.failures, of.connections, of.stays].map(figures)] as const,
    ),
  ),
  parts: sorted(
    [...book.parts].map(
      ([name, { metrics: of, checks }]) =>
        [name, [view(of.entries()), sorted([...checks].map(([key, sink]) => [key, figures(sink)]))]] as const,
    ),
  ),
})
