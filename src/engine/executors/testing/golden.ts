import { expect } from 'vitest'
import type { Stage } from '../../config/scenario.ts'
import { ArrivalCursor } from '../../schedule/arrival-cursor.ts'
import { parseSegmentation, type Segmentation } from '../../schedule/segment.ts'
import { listSteps } from '../../schedule/vu-steps.ts'
import { type Plan, stripeOfPlan } from '../plan.ts'

export const base = { name: 'golden', startTime: 0, gracefulStop: 30_000, exec: 'default', env: {}, tags: {} } as const

/** `2000:10 0:5` = in 2000 ms to 10, then at once to 5. */
export const stagesOf = (text: string): readonly Stage[] =>
  text.split(' ').map((stage) => {
    const [duration, target] = stage.split(':').map(Number)
    return { duration: duration ?? Number.NaN, target: target ?? Number.NaN }
  })

export function segmentationOf(segment: string, sequence?: string): Segmentation {
  const result = parseSegmentation(segment, sequence)
  if (!result.ok) throw new Error(result.problems.join())
  return result.value
}

/** When the arrivals of an instance are due, in ms, at most `limit` of them. */
export function dueTimes(plan: Plan, segment = '0:1', limit = 30): readonly number[] {
  if (plan.kind !== 'arrivals') throw new Error(`${plan.scenario} has no arrivals`)
  const stripe = stripeOfPlan(plan, segmentationOf(segment), { worker: 0, workers: 1 })
  const times: number[] = []
  for (const cursor = new ArrivalCursor(plan.schedule, stripe, plan.process); times.length < limit; cursor.advance()) {
    if (cursor.next() === Infinity) break
    times.push(cursor.next())
  }
  return times
}

/** Due times to the nanosecond. */
export function expectDue(times: readonly number[], expected: string): void {
  const numbers = expected === '' ? [] : expected.split(' ').map(Number)
  expect(times.map((time) => Math.round(time * 1e6) / 1e6)).toEqual(numbers)
}

/** The VU steps of an instance, or of one of `workers` workers in it, as `4@0 5@1000`: VUs @ ms. */
export function vuSteps(plan: Plan, segmentation: Segmentation, worker = 0, workers = 1): string {
  if (plan.kind !== 'vus') throw new Error(`${plan.scenario} has no VU steps`)
  return listSteps(plan.steps, stripeOfPlan(plan, segmentation, { worker, workers }))
    .map(({ at, vus }) => `${vus}@${Math.round(at * 1e6) / 1e6}`)
    .join(' ')
}
