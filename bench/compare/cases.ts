import type { TargetModel } from '../../src/targets/model.ts'
import { models } from '../../src/targets/models.ts'
import type { GivenParams } from '../../src/targets/options.ts'

/** A target and the load at which two builds of it are compared. */
export interface CompareCase {
  readonly name: string
  readonly model: string
  readonly params: GivenParams
  /** Arrivals per second. */
  readonly rate: number
  readonly arrivals: 'even' | 'poisson'
}

export const cases: readonly CompareCase[] = [
  { name: 'a network and scattered times', model: 'distant', params: {}, rate: 200, arrivals: 'even' },
  { name: 'the same, few requests', model: 'distant', params: {}, rate: 40, arrivals: 'even' },
  { name: 'a queue at half its capacity', model: 'unbounded', params: {}, rate: 200, arrivals: 'poisson' },
  { name: 'a queue at 80 %', model: 'unbounded', params: {}, rate: 320, arrivals: 'poisson' },
  { name: 'shared cores', model: 'processor-sharing', params: { law: 'exp' }, rate: 200, arrivals: 'poisson' },
  { name: 'stalls every 7 s', model: 'hiccups', params: {}, rate: 200, arrivals: 'even' },
]

/** What makes a build slower: its work and its way. Pauses and their rhythm are the machine's. */
const times = ['serviceTime', 'delay', 'demand']

/** The parameters of a build whose every time is longer by `share`. */
export function slower({ model, params }: CompareCase, share: number): GivenParams {
  const { options } = models[model] as TargetModel
  const slowed = times
    .filter((name) => options[name] !== undefined)
    .map((name) => [name, Number(params[name] ?? options[name]?.default) * (1 + share)] as const)
  return { ...params, ...Object.fromEntries(slowed) }
}
