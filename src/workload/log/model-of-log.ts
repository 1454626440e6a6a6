import type { Millis } from '../../base/units.ts'
import { type ThinkLaw, thinkLawOf } from '../think-law.ts'
import { usualConditions, usualResponseTargets, type Workload, type WorkloadModel } from '../workload-model.ts'
import { nameOf, type RateOf, type RouteFacts } from './log-facts.ts'

/** Wider than this the log-normal law is no better than any other. */
const WIDEST = 3

export interface ModelWishes {
  readonly rateOf: RateOf
  readonly url: string | undefined
}

/** A model of the routes that were chosen: open, with the think times of the closed model beside. */
export function modelOfLog(chosen: readonly RouteFacts[], file: string, { rateOf, url }: ModelWishes): WorkloadModel {
  const workloads = chosen.filter((route) => route.tps[rateOf] > 0).map((route) => workloadOf(route, rateOf, file))
  return { file, model: 'open', url, script: undefined, duration: undefined, conditions: usualConditions, workloads }
}

function workloadOf(route: RouteFacts, rateOf: RateOf, place: string): Workload {
  const kind = ['GET', 'HEAD', 'OPTIONS'].includes(route.method) ? 'read' : 'write'
  const tps = threeDigits(route.tps[rateOf])
  const response = rounded(route.response ?? usualResponseTargets[kind])
  const think = route.interval === undefined ? undefined : rounded(Math.max(0, route.interval.mean - response))
  return {
    name: nameOf(route),
    place,
    tps,
    users: think === undefined ? undefined : (tps * (response + think)) / 1000,
    response,
    think,
    thinkLaw: lawOf(route),
    kind,
    responseTarget: usualResponseTargets[kind],
    transaction: {
      kind: 'request',
      request: { method: route.method, paths: route.samples, headers: {}, body: undefined },
    },
  }
}

/** Pauses of people have a long tail. */
function lawOf({ interval }: RouteFacts): ThinkLaw {
  if (interval === undefined || interval.variation < 0.01) return thinkLawOf('constant')
  return thinkLawOf('log-normal', Math.min(WIDEST, Math.round(interval.variation * 100) / 100))
}

const threeDigits = (value: number): number => Number(value.toPrecision(4))
const rounded = (ms: Millis): Millis => Math.max(1, Number(ms.toPrecision(3)))
