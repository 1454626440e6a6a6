import type { ServiceLevel } from '../../analysis/curve/service-level.ts'
import type { Accuracy } from '../../analysis/explorer/options.ts'
import type { Millis } from '../../base/units.ts'

/** How a target is explored. */
export interface ExploreSettings {
  /** The search begins by itself. */
  readonly auto: boolean
  /** The run ends when the search does. */
  readonly stopsRun: boolean
  readonly accuracy: Accuracy
  /** Where the search begins; undefined: where hardly any target feels it. */
  readonly startLoad: number | undefined
  /** Arrivals per second or VUs, of the whole mix. */
  readonly maxLoad: number
  readonly serviceLevel: ServiceLevel | undefined
  /** Whether the search may go on into overload, to look for the buckle point and for recovery; `ask`: once somebody says so. */
  readonly overload: 'yes' | 'ask' | 'no'
  readonly timeLimit: Millis
  /** Iterations in flight that this machine can have, and may. */
  readonly inFlightCap: number
  /** Of all of the load, by scenario; undefined: as they are loaded when the search begins. */
  readonly shares: ReadonlyMap<string, number> | undefined
}

/** For runs that nobody has asked to explore: whoever presses the key is asked before the target is overloaded. */
export const unasked: ExploreSettings = {
  auto: false,
  stopsRun: false,
  accuracy: 'normal',
  startLoad: undefined,
  maxLoad: Infinity,
  serviceLevel: undefined,
  overload: 'ask',
  timeLimit: Infinity,
  inFlightCap: Infinity,
  shares: undefined,
}

/** From when on a response is too slow; undefined when nothing is asked of them. */
export const slowFromOf = ({ serviceLevel }: ExploreSettings): Millis | undefined => serviceLevel?.responses?.within
