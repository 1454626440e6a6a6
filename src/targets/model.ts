import type { Parsed } from '../base/result.ts'
import { parsed, problems } from '../base/result.ts'
import type { Rng } from '../base/rng.ts'
import type { Millis, PerSecond } from '../base/units.ts'
import type { GivenParams, OptionTable, ParamsOf, ParamValue } from './options.ts'
import { readOptions } from './options.ts'
import type { Truth } from './truth.ts'

/** One request, by its number. Each is answered exactly once. */
export type Ticket = number

/** What a simulation may use of the outside. */
export interface World {
  readonly rng: Rng
  /** `due` is the exact instant of the answer; it may lie before the `now` that brought it about. */
  readonly answer: (ticket: Ticket, status: number, due: Millis) => void
}

/** Answers a ticket with one status when it is done. */
export const answering =
  ({ answer }: World, status: number): ((ticket: Ticket, due: Millis) => void) =>
  (ticket, due) =>
    answer(ticket, status, due)

/**
 * A target in virtual time, ms since it began. It starts no timers: whoever drives it calls `advance(now)` often and before every
 * `arrive(ticket, now)`, with a `now` that never falls. The same calls and the same rng give the same answers.
 */
export interface Simulation {
  /** Answers all that is due by `now`, in the order of the due times. `Infinity` answers all there is. */
  readonly advance: (now: Millis) => void
  readonly arrive: (ticket: Ticket, now: Millis) => void
  /** Requests being worked on and requests waiting, at the last `now`. */
  readonly load: () => { readonly inService: number; readonly queued: number }
  /** What it could carry in the state it is in, where that differs from its capacity; per second. */
  readonly capacityNow?: () => PerSecond
}

/** A model as its author writes it. Tell it in one file and add a line to models.ts. */
export interface ModelSpec<O extends OptionTable> {
  readonly summary: string
  readonly options: O
  /** Problems between options that are each fine alone. */
  readonly check?: (params: ParamsOf<O>) => readonly string[]
  /** How many requests can be worked on at once; Infinity when nothing bounds it. */
  readonly slots: (params: ParamsOf<O>) => number
  readonly truth: (params: ParamsOf<O>) => Truth
  readonly simulate: (params: ParamsOf<O>, world: World) => Simulation
}

/** A model as everybody else sees it. */
export interface TargetModel {
  readonly summary: string
  readonly options: OptionTable
  readonly configure: (given: GivenParams) => Parsed<ConfiguredModel>
}

export interface ConfiguredModel {
  readonly params: Readonly<Record<string, ParamValue>>
  readonly slots: number
  readonly truth: Truth
  readonly simulate: (world: World) => Simulation
}

export function defineModel<O extends OptionTable>(spec: ModelSpec<O>): TargetModel {
  const bind = (params: ParamsOf<O>): ConfiguredModel => ({
    params,
    slots: spec.slots(params),
    truth: spec.truth(params),
    simulate: (world) => spec.simulate(params, world),
  })
  return {
    summary: spec.summary,
    options: spec.options,
    configure: (given) => {
      const params = readOptions(spec.options, given)
      if (!params.ok) return params
      const wrong = spec.check?.(params.value) ?? []
      return wrong.length > 0 ? problems(...wrong) : parsed(bind(params.value))
    },
  }
}
