import type { Exploration } from '../../analysis/exploration.ts'
import type { HeldLoad } from '../../analysis/held-load.ts'
import { isSameLoad } from '../../analysis/hold/hold-collector.ts'
import { hysteresisNotes } from '../../analysis/hysteresis-notes.ts'
import { CurveReader } from '../../analysis/models/curve-reader.ts'
import type { LoadModel } from '../../analysis/observation.ts'
import { analysePassively } from '../../analysis/passive/passive-analyser.ts'
import type { HoldLimit } from '../../analysis/verdict/limit-book.ts'
import type { Tick } from '../../engine/api.ts'
import { modelOf } from '../../engine/config/scenario.ts'
import type { RecordedConfig } from '../../engine/record/record-format.ts'
import type { HeldPoint, LoadCurve, SecondAtLoad } from '../../report/report-data.ts'
import { observationOf } from '../exploration/observation-of.ts'
import { offeredRate, returnRate, type Second } from './second.ts'

/** Which loads add up to the load of the run: arrival rates of the open scenarios; VUs count only where no scenario is open. */
export interface LoadSum {
  readonly model: LoadModel
  readonly counted: readonly string[]
}

export function loadSumOf({ scenarios }: Pick<RecordedConfig, 'scenarios'>): LoadSum {
  const open = scenarios.filter(({ executor }) => modelOf(executor) === 'open')
  return {
    model: open.length > 0 ? 'open' : 'closed',
    counted: (open.length > 0 ? open : scenarios).map(({ name }) => name),
  }
}

/** What the recorded ticks say of the target's limits, read as the run itself read its own. */
export const explorationOf = (ticks: readonly Tick[], model: LoadModel, vusMax: number): Exploration =>
  analysePassively(
    ticks.map((tick) => observationOf(tick)),
    {
      model,
      inFlightCap: vusMax,
      maxLoad: Infinity,
      serviceLevel: undefined,
    },
  )

export interface Findings {
  readonly holds: readonly HeldLoad[]
  /** Who held back which load, as the run judged it. */
  readonly limits: readonly HoldLimit[]
}

export function loadCurveOf({ holds, limits }: Findings, seconds: readonly Second[], sum: LoadSum): LoadCurve {
  const steady = sum.model === 'open' ? holds.filter(isSteady) : holds
  return {
    model: sum.model,
    holds: steady.map((hold) => heldPointOf(hold, limits)),
    seconds: secondsAtLoad(seconds, sum),
    fitted: fittedPoints(steady, sum.model),
    notes: hysteresisNotes(steady, sum.model),
  }
}

/** More came back than was asked for, beyond chance: what an earlier load had left behind. */
const isSteady = ({ load, goodput: { value, se } }: HeldLoad): boolean =>
  value <= 1.1 * load + 3 * (Number.isFinite(se) ? se : 0)

const heldPointOf = (hold: HeldLoad, limits: readonly HoldLimit[]): HeldPoint => ({
  ...hold,
  heldBackBy: limits.find((limit) => isOf(limit, hold))?.verdict,
})

/** The same load at the same time; both were cut out of the same seconds, but not in the same way. */
const isOf = (limit: HoldLimit, { from, to, load }: HeldLoad): boolean =>
  limit.from < to && limit.to > from && isSameLoad(limit.load, load)

const MOST_SECONDS = 600

/** In the open model the load of a second is what arrived in it; so a ramp lies on the line as well. */
function secondsAtLoad(seconds: readonly Second[], { model, counted }: LoadSum): readonly SecondAtLoad[] {
  const size = Math.ceil(seconds.length / MOST_SECONDS)
  return seconds
    .filter((_, index) => index % size === 0)
    .flatMap(({ window, scenarios }) => {
      const sum = (of: 'offered' | 'good'): number => sumOf(counted, (name) => scenarios.get(name)?.[of])
      const commanded = sumOf(counted, (name) => window.load[name])
      const load = model === 'open' ? offeredRate(sum('offered'), window) : commanded
      const good = returnRate(sum('good'), window)
      return load === undefined || good === undefined || load === 0 || window.pausedFor > 0 ? [] : [{ load, good }]
    })
}

const sumOf = (names: readonly string[], of: (name: string) => number | undefined): number =>
  names.reduce((sum, name) => sum + (of(name) ?? 0), 0)

const FITTED_STEPS = 60

/** The curve is drawn between the loads that were held, never beyond. */
function fittedPoints(holds: readonly HeldLoad[], model: LoadModel): LoadCurve['fitted'] {
  const points = holds.map(({ load, goodput }) => ({ load, goodput: goodput.value, se: goodput.se }))
  const curve = new CurveReader().read(points, model)
  const loads = holds.map(({ load }) => load)
  const [from, to] = [Math.min(...loads), Math.max(...loads)]
  if (curve === undefined || !(to > from)) return []
  return Array.from({ length: FITTED_STEPS + 1 }, (_, step) => {
    const load = from + ((to - from) * step) / FITTED_STEPS
    return { load, goodput: curve.at(load) }
  })
}
