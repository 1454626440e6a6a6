import type { RequestFigures, RequestView } from '../../engine/api.ts'

export const figures = (change: Partial<RequestFigures> = {}): RequestFigures => ({
  count: 100,
  latency: { count: 100, p50: 20, p95: 30, p99: 40 },
  failedShare: 0,
  received: 100_000,
  statuses: [{ status: '200', count: 100 }],
  ...change,
})

/** Requests that went the same all the time. */
export function request(name: string, rate: number, change: Partial<RequestFigures> = {}): RequestView {
  return { method: 'GET', name, rate, recent: figures(change), total: figures({ ...change, count: 4000 }) }
}
