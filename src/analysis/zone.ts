import type { CurvePoint } from './models/curve-model.ts'
import type { LoadModel } from './observation.ts'

/** A = ramp, B = plateau, C = buckled; `-` = not enough is known to say. */
export type Zone = 'A' | 'B' | 'C' | '-'

export interface ZoneReading {
  readonly zone: Zone
  /** One line for the operator: why. */
  readonly reason: string
}

/** Loss below 2 % is not called a loss: delta of reference/saturation.md 1. */
const toleratedLoss = 0.02
/** Falling by less than 10 % is not called buckling. */
const buckledShare = 0.9
/** Half of the growth that proportionality promises: above it is still the ramp, below it is the plateau. */
const dividingGain = 0.5
/** Up to a tenth more is `hardly more` in words. */
const equalGrowth = 0.1
/** Two standard errors: 95 %. */
const sure = 2

/**
 * Which zone the last point is in, judged only by the points held so far (saturation.md 2.6); nothing is extrapolated.
 * C: more than 10 % below the best goodput of a lower load, beyond error. A: goodput follows the load within error (open), or
 * grows by more than half of what proportionality to the next lower load promises (closed). B: a lower load brought as much:
 * the gain over it is less than half of the promised growth, beyond error.
 */
export function zoneOf(points: readonly CurvePoint[], model: LoadModel): ZoneReading {
  const current = points.at(-1)
  if (current === undefined) return unknown('no load was held long enough yet')
  const lower = points.filter(({ load }) => load < current.load * 0.95).toSorted((a, b) => b.load - a.load)
  return buckled(current, lower, model) ?? (model === 'open' ? openZone(current, lower) : closedZone(current, lower))
}

const unknown = (reason: string): ZoneReading => ({ zone: '-', reason })
const errorOfDifference = (a: CurvePoint, b: CurvePoint): number => Math.hypot(a.se, b.se)

function buckled(current: CurvePoint, lower: readonly CurvePoint[], model: LoadModel): ZoneReading | undefined {
  const [best] = lower.toSorted((a, b) => b.goodput - a.goodput)
  if (best === undefined) return undefined
  const isBelow = current.goodput + sure * errorOfDifference(current, best) < buckledShare * best.goodput
  return isBelow
    ? { zone: 'C', reason: `less comes back at ${held(current, model)} than at ${held(best, model)}` }
    : undefined
}

function openZone(current: CurvePoint, lower: readonly CurvePoint[]): ZoneReading {
  const loss = current.load - current.goodput
  const isFollowing = loss <= sure * current.se + toleratedLoss * current.load
  if (isFollowing) return { zone: 'A', reason: `all of ${held(current, 'open')} comes back` }
  return (
    plateau(current, lower, 'open') ??
    unknown(`not all of ${held(current, 'open')} comes back; hold another load to compare`)
  )
}

function closedZone(current: CurvePoint, lower: readonly CurvePoint[]): ZoneReading {
  const [next] = lower
  if (next === undefined) return unknown('hold a second load to compare')
  const { gain, error } = relativeGain(current, next)
  if (gain - sure * error > dividingGain) {
    return { zone: 'A', reason: `more comes back at ${held(current, 'closed')} than at ${held(next, 'closed')}` }
  }
  return plateau(current, lower, 'closed') ?? unknown('hold this load longer to tell growth from noise')
}

function plateau(current: CurvePoint, lower: readonly CurvePoint[], model: LoadModel): ZoneReading | undefined {
  const equal = lower.find((point) => {
    const { gain, error } = relativeGain(current, point)
    return gain + sure * error < dividingGain
  })
  if (equal === undefined) return undefined
  return { zone: 'B', reason: plateauReason(current, equal, model) }
}

/** Far above the knee a plateau still brought more than a load far below it: only what brought as much is called equal. */
function plateauReason(current: CurvePoint, lower: CurvePoint, model: LoadModel): string {
  const growth = current.goodput - lower.goodput
  const isEqual = growth <= Math.max(equalGrowth * lower.goodput, sure * errorOfDifference(current, lower))
  if (isEqual) return `hardly more comes back at ${held(current, model)} than at ${held(lower, model)}`
  const times = rounded(current.load / lower.load)
  return `${times} times the load of ${held(lower, model)} brings only ${rounded(current.goodput / lower.goodput)} times as much`
}

/** Growth of goodput over the lower point, as a share of what growth in proportion to the load would be. */
function relativeGain(current: CurvePoint, lower: CurvePoint): { gain: number; error: number } {
  const promised = lower.goodput * (current.load / lower.load - 1)
  if (!(promised > 0)) return { gain: Number.NaN, error: Number.NaN }
  return { gain: (current.goodput - lower.goodput) / promised, error: errorOfDifference(current, lower) / promised }
}

const rounded = (value: number): number => Number(value.toPrecision(2))
const held = ({ load }: CurvePoint, model: LoadModel): string =>
  `${Number(load.toPrecision(4))}${model === 'open' ? '/s' : ' VUs'}`
