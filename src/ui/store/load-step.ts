import type { ScenarioView } from '../../engine/api.ts'

type LoadModel = ScenarioView['model']

/** The step sizes `[` and `]` turn through, in percent. */
export const stepSizes: readonly number[] = [1, 2, 5, 10, 20, 50, 100]
export const defaultStepIndex: number = stepSizes.indexOf(20)

const powerOfTen = (value: number): number => 10 ** Math.floor(Math.log10(value))

/** VUs are whole; so are rates, until they are so small that one per second is too much of a step. */
const smallestUnit = (load: number, model: LoadModel): number => (model === 'open' && load > 0 && load < 10 ? 0.1 : 1)

/**
 * One step up or down, to a round number: two significant digits (430 -> 520 at 20 %), more only where the step itself is
 * smaller than that (430 -> 434 at 1 %). Always moves by at least the smallest unit; down undoes up; never below 0.
 */
export function stepLoad(load: number, percent: number, turn: 1 | -1, model: LoadModel): number {
  const unit = smallestUnit(load, model)
  if (load <= 0) return turn === 1 ? unit : 0
  const factor = 1 + percent / 100
  const wanted = turn === 1 ? load * factor : load / factor
  const grain = Math.max(unit, Math.min(powerOfTen(wanted) / 10, powerOfTen(Math.abs(wanted - load))))
  const rounded = toGrain(wanted, grain)
  const moved = (rounded - load) * turn
  return moved >= unit * (1 - 1e-9) ? rounded : Math.max(0, toGrain(load + turn * unit, unit))
}

/** `load` plus a fixed amount of the scenario's own unit; never below 0. */
export const addLoad = (load: number, by: number): number => Math.max(0, toGrain(load + by, 0.001))

const toGrain = (value: number, grain: number): number => Number((Math.round(value / grain) * grain).toPrecision(12))
