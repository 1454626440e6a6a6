import { type LoadPoints, loadPoints, type LoadWindow } from '../../analysis/load-points.ts'
import { type CurveModel, type ZoneReading, zoneOf } from '../../analysis/zone.ts'
import type { ScenarioView, Window } from '../../engine/api.ts'

/** The load-throughput curve as far as the run has shown it. */
export interface Curve extends LoadPoints {
  readonly model: CurveModel
  readonly zone: ZoneReading
}

/** Arrival rates of the open scenarios add up; VUs count only where no scenario is open. */
export function curveOf(windows: readonly Window[], scenarios: readonly ScenarioView[]): Curve {
  const open = scenarios.filter(({ model }) => model === 'open')
  const model: CurveModel = open.length > 0 ? 'open' : 'closed'
  const counted = (open.length > 0 ? open : scenarios).map(({ name }) => name)
  const found = loadPoints(windows.map((window) => toLoadWindow(window, counted)))
  const isPaused = (windows.at(-1)?.pausedFor ?? 0) > 0
  return { ...found, model, zone: isPaused ? { zone: '-', reason: 'paused' } : currentZone(found, model) }
}

function toLoadWindow(window: Window, counted: readonly string[]): LoadWindow {
  const load = counted.reduce((sum, name) => sum + (window.load[name] ?? 0), 0)
  const { from, to, achieved, good, pausedFor, latency } = window
  return { from, to, load, achieved, good, pausedFor, p50: latency.p50, p95: latency.p95 }
}

/** While the present load is not held long enough there is no zone "now", whatever an earlier load showed. */
function currentZone({ points, isCurrent, missingSeconds }: LoadPoints, model: CurveModel): ZoneReading {
  if (isCurrent) return zoneOf(points, model)
  if (!Number.isFinite(missingSeconds)) return { zone: '-', reason: 'nothing comes back yet' }
  return { zone: '-', reason: `hold this load ${Math.ceil(missingSeconds)} s more for a point` }
}
