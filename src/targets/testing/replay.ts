import { seededRng } from '../../base/rng.ts'
import type { Millis, PerSecond } from '../../base/units.ts'
import type { ConfiguredModel, TargetModel } from '../model.ts'
import type { GivenParams } from '../options.ts'

export interface Reply {
  readonly ticket: number
  readonly arrivedAt: Millis
  readonly status: number
  readonly due: Millis
}

export function configured(model: TargetModel, given: GivenParams = {}): ConfiguredModel {
  const result = model.configure(given)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.value
}

export interface Watch {
  readonly now: Millis
  readonly inService: number
  readonly queued: number
}

/** Evenly spaced arrivals at `load` per second, for `span` ms. */
export const paced = (load: PerSecond, span: Millis): Millis[] =>
  Array.from({ length: Math.floor((load * span) / 1000) }, (_, index) => (index * 1000) / load)

/** Poisson arrivals: exponential gaps. */
export function poisson(load: PerSecond, span: Millis, seed = 7): Millis[] {
  const rng = seededRng(seed)
  const times: Millis[] = []
  for (let at = 0; at < span; at += (-1000 / load) * Math.log(1 - rng())) times.push(at)
  return times
}

/** Replays arrivals in virtual time, then lets all that is open finish. Replies come in the order the model gives them. */
export function replay(
  model: ConfiguredModel,
  arrivals: readonly Millis[],
  { seed = 1, watch = () => {} }: { seed?: number; watch?: (state: Watch) => void } = {},
): Reply[] {
  const replies: Reply[] = []
  const simulation = model.simulate({
    rng: seededRng(seed),
    answer: (ticket, status, due) => replies.push({ ticket, arrivedAt: arrivals[ticket] ?? Number.NaN, status, due }),
  })
  arrivals.forEach((now, ticket) => {
    simulation.advance(now)
    simulation.arrive(ticket, now)
    watch({ now, ...simulation.load() })
  })
  simulation.advance(Infinity)
  watch({ now: Infinity, ...simulation.load() })
  return replies
}

/** 2xx answers per second that fall due within (from, to]. */
export const goodputBetween = (replies: readonly Reply[], from: Millis, to: Millis): PerSecond =>
  (replies.filter(({ status, due }) => status === 200 && due > from && due <= to).length * 1000) / (to - from)
