import { loadPoints } from '../analysis/load-points.ts'
import type { Window } from '../engine/api.ts'

/** The holds of an exploration as a table: what came back at which load. Empty when none was long enough to count. */
export function curveTable(windows: readonly Window[]): string {
  const { points } = loadPoints(windows.map(loadWindowOf))
  if (points.length === 0) return ''
  const rows = points.map(({ load, goodput, se, p50, p95 }) => [
    load.toFixed(1),
    `${goodput.toFixed(1)} ± ${(1.96 * se).toFixed(1)}`,
    ms(p50),
    ms(p95),
  ])
  const head = ['load /s', 'good /s (95 %)', 'p50 ms', 'p95 ms']
  const lines = [head, ...rows].map((row) => `    ${row.map((cell) => cell.padStart(16)).join('')}`)
  return `\n  █ THROUGHPUT BY LOAD\n\n${lines.join('\n')}\n`
}

const ms = (value: number | undefined): string => (value === undefined ? '-' : value.toPrecision(3))

const loadWindowOf = ({
  from,
  to,
  load,
  achieved,
  good,
  pausedFor,
  latency,
}: Window): Parameters<typeof loadPoints>[0][number] => ({
  from,
  to,
  load: Object.values(load).reduce((sum, value) => sum + value, 0),
  achieved,
  good,
  pausedFor,
  p50: latency.p50,
  p95: latency.p95,
})
