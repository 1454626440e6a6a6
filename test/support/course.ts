import type { LoadPoint, RunEvent, ScenarioView } from '../../src/engine/api.ts'
import type { StartedRun } from '../../src/engine/index.ts'

/** Arrivals that a course of rates asks for in all, as a real number. */
export function areaOf(course: readonly LoadPoint[]): number {
  return course.reduce((sum, { at, load }, index) => {
    const next = course[index + 1]
    return next === undefined ? sum : sum + ((load + next.load) / 2) * ((next.at - at) / 1000)
  }, 0)
}

export function scenarioOf(run: StartedRun, name = 'load'): ScenarioView {
  const scenario = run.snapshots.get().scenarios.find((candidate) => candidate.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario
}

/** Whether no event stands before an earlier one. */
export const isInOrder = (events: readonly RunEvent[]): boolean =>
  events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))
