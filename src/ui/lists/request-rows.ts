import type { Millis } from '../../base/units.ts'
import type { RequestFigures, RequestView, RunSnapshot } from '../../engine/api.ts'

export const requestColumns = ['rate', 'p50', 'p95', 'p99', 'errors', 'size', 'requests'] as const
export type RequestColumn = (typeof requestColumns)[number]

/** The last 5 s, or the whole run. */
export type RequestSpan = 'recent' | 'total'

/** How the operator looks at the requests. */
export interface RequestsLook {
  readonly span: RequestSpan
  readonly sort: RequestColumn
  readonly descending: boolean
  /** Part of method and name. */
  readonly filter: string
  /** The keys as they were sorted last: rows stay where they are until they are sorted again, new ones come at the end. */
  readonly order: readonly string[]
  readonly sortedAt: Millis
}

export const firstRequestsLook: RequestsLook = {
  span: 'recent',
  sort: 'rate',
  descending: true,
  filter: '',
  order: [],
  sortedAt: 0,
}

/** What is shown of the requests of one name. */
export interface RequestRow {
  readonly key: string
  readonly rate: number | undefined
  readonly figures: RequestFigures
}

/** What URLs have in front of their path. */
const originOf = (key: string): string | undefined => /^(?:\S+ )?(https?:\/\/[^/?#]+)/.exec(key)?.[1]

/** The one origin of all names that are URLs, which then need not be said in every row; undefined when there are several or none. */
export function commonOrigin({ requests }: Pick<RunSnapshot, 'requests'>): string | undefined {
  const origins = new Set(requests.map(({ name }) => originOf(name)).filter((origin) => origin !== undefined))
  const [only] = origins
  return origins.size === 1 ? only : undefined
}

/** All of them, in the order in which their names were first seen. */
export const requestRows = (run: RunSnapshot, span: RequestSpan): readonly RequestRow[] =>
  run.requests.map((view) => ({
    key: keyOf(view),
    rate: span === 'recent' ? view.rate : rateOfRun(view.total.count, run),
    figures: view[span],
  }))

const keyOf = ({ method, name }: RequestView): string => `${method} ${name}`.trimStart()

function rateOfRun(count: number, { elapsed, paused }: RunSnapshot): number | undefined {
  const measured = elapsed - paused
  return measured < 1000 ? undefined : (count * 1000) / measured
}

/** Of responses, headers included. */
export function bytesEach({ received, statuses, count }: RequestFigures): number | undefined {
  const unanswered = statuses.find(({ status }) => status === '0')?.count ?? 0
  return count === unanswered ? undefined : received / (count - unanswered)
}

const values: Readonly<Record<RequestColumn, (row: RequestRow) => number | undefined>> = {
  rate: ({ rate }) => rate,
  p50: ({ figures }) => figures.latency.p50,
  p95: ({ figures }) => figures.latency.p95,
  p99: ({ figures }) => figures.latency.p99,
  errors: ({ figures }) => figures.failedShare,
  size: ({ figures }) => bytesEach(figures),
  requests: ({ figures }) => figures.count,
}

/** Sorted as the look says; what is not known comes last. */
export function sortRequests(look: RequestsLook, run: RunSnapshot): RequestsLook {
  const valueOf = values[look.sort]
  const turn = look.descending ? -1 : 1
  const sorted = requestRows(run, look.span).toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)]
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
    return turn * (one - other)
  })
  return { ...look, order: sorted.map(({ key }) => key), sortedAt: run.elapsed }
}

/** The rows as they stand on the screen, without those that the filter takes away. */
export function shownRequests(run: RunSnapshot, { span, order, filter }: RequestsLook): readonly RequestRow[] {
  const places = new Map(order.map((key, place) => [key, place]))
  const wanted = filter.toLowerCase()
  return requestRows(run, span)
    .filter(({ key }) => key.toLowerCase().includes(wanted))
    .toSorted((a, b) => (places.get(a.key) ?? Infinity) - (places.get(b.key) ?? Infinity) || 0)
}
