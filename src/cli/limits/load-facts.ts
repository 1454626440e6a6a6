import type { LoadFacts } from '../../analysis/verdict/limit-second.ts'
import type { ScenarioUsers, Window } from '../../engine/api.ts'

/** What the engine counted in a window. `before`: the window before it; without one it is not known what was asked for. */
export function loadFactsOf(
  window: Window,
  before: Window | undefined,
  scenarios: readonly ScenarioUsers[],
): LoadFacts {
  const open = scenarios.filter(({ model }) => model === 'open')
  const counted = open.length > 0 ? open : scenarios
  const loadIn = (one: Window): number => counted.reduce((sum, { name }) => sum + (one.load[name] ?? 0), 0)
  const load = loadIn(window)
  const isSteady = before !== undefined && loadIn(before) === load
  const seconds = (window.to - window.from) / 1000
  const {
    startLag,
    offered,
    started,
    good,
    dropped,
    inFlight,
    requests,
    failedRequests,
    firstByte,
    requestTime,
    iterationTime,
  } = window
  return {
    model: open.length > 0 ? 'open' : 'closed',
    load,
    asked: open.length > 0 && open.length === scenarios.length && isSteady ? load * seconds : undefined,
    offered,
    started,
    good,
    failed: Math.max(0, window.achieved - good),
    dropped,
    inFlight,
    users: window.vus,
    userCap: counted.reduce((sum, { vusMax }) => sum + vusMax, 0),
    requests,
    failedRequests,
    withoutPort: window.withoutPort,
    withoutFile: window.withoutFile,
    firstByte,
    requestTime,
    iterationTime,
    startLag:
      startLag.p50 === undefined || startLag.p99 === undefined ? undefined : { p50: startLag.p50, p99: startLag.p99 },
    pausedFor: window.pausedFor,
  }
}
