import type { Latency, RunSnapshot } from '../engine/api.ts'

const seconds = (ms: number): string => {
  const whole = Math.floor(ms / 1000)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}
const ms = (value: number | undefined): string => (value === undefined ? '-' : `${value.toPrecision(3)} ms`)
const rate = (count: number, per: number): string => `${(count / per).toFixed(1)}/s`
const latency = ({ p50, p95, p99 }: Latency): string => `p50 ${ms(p50)} p95 ${ms(p95)} p99 ${ms(p99)}`

/** How the run stands, in one line for a log; rates are of the last whole second. */
export function progressLine(snapshot: RunSnapshot): string {
  const { phase, elapsed, plannedEnd, windows, totals, users } = snapshot
  const last = windows.at(-1)
  const head = `${phase.kind} ${seconds(elapsed)}${plannedEnd === undefined ? '' : `/${seconds(plannedEnd)}`}`
  const vus = users.reduce((sum, { vusActive }) => sum + vusActive, 0)
  const done = `${vus} VUs, ${totals.achieved} complete and ${totals.interrupted} interrupted iterations`
  if (last === undefined) return `${head}, ${done}`
  const span = (last.to - last.from) / 1000
  const load = `offered ${rate(last.offered, span)} achieved ${rate(last.achieved, span)} good ${rate(last.good, span)}`
  return `${head}, ${done}, ${load}, ${latency(last.latency)}, dropped ${totals.dropped}, failed requests ${totals.failedRequests}`
}
