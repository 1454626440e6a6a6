import type { BuiltinName } from './metric.ts'

const names = [
  'iterations_due',
  'iterations_started',
  'iterations',
  'iterations_good',
  'iterations_interrupted',
  'dropped_iterations',
  'iteration_duration',
  'start_lag',
  'checks',
  'http_reqs',
  'http_req_failed',
  'http_req_duration',
] as const satisfies readonly BuiltinName[]

/**
 * What is told of each scenario by itself: on screen, in outputs, tests and results. All else is added up over the run only, or
 * there would be a histogram of every part of a request for each of a hundred scenarios, every second.
 */
export const scenarioMetrics: ReadonlySet<string> = new Set<string>(names)
