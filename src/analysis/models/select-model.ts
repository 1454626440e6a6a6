import { type Rng, seededRng } from '../../base/rng.ts'
import { buckleShare } from '../curve/buckle.ts'
import type { LoadModel } from '../observation.ts'
import type { Interval } from '../statistics/interval.ts'
import { quantile } from '../statistics/summaries.ts'
import { closedModels, type CurvePoint, openModels } from './curve-model.ts'
import { type CurveFit, fitCurve } from './fit-curve.ts'

/** The curve that explains the points best, and what it says; nothing beyond the loads that were held. */
export interface CurveReading {
  readonly fit: CurveFit
  /** AICc of the straight line less that of the best: above 6 the line can be forgotten (Burnham and Anderson 2002, 2.6). */
  readonly evidence: number
  readonly capacity: Interval
  readonly saturation: Interval
  /** Undefined when the curve does not fall by a tenth within the loads held. */
  readonly buckle: Interval | undefined
  readonly at: (load: number) => number
}

const fewestPoints = 3
const replicates = 100

/** Fits all models that so many points allow, takes the one with the lowest AICc, and finds its intervals by bootstrap. */
export function readCurve(points: readonly CurvePoint[], model: LoadModel, seed = 1): CurveReading | undefined {
  const usable = points.filter(({ load, goodput }) => load > 0 && goodput > 0)
  if (usable.length < fewestPoints) return undefined
  const fits = (model === 'open' ? openModels : closedModels).map((each) => fitCurve(each, usable))
  const [best] = fits.toSorted((a, b) => a.aicc - b.aicc)
  const [line] = fits
  if (best === undefined || line === undefined || !Number.isFinite(best.aicc)) return undefined
  const drawn = bootstrap(best, usable, seededRng(seed))
  const own = answersOf(best, usable)
  return {
    fit: best,
    evidence: line.aicc - best.aicc,
    capacity: intervalOf(
      own.capacity,
      drawn.map(({ capacity }) => capacity),
    ),
    saturation: intervalOf(
      own.saturation,
      drawn.map(({ saturation }) => saturation),
    ),
    buckle:
      own.buckle === undefined
        ? undefined
        : intervalOf(
            own.buckle,
            drawn.map(({ buckle }) => buckle),
          ),
    at: (load) => best.model.predict(best.params, load),
  }
}

interface Answers {
  readonly capacity: number
  readonly saturation: number
  readonly buckle: number | undefined
}

const gridSteps = 100

/** Read off the curve between the lowest and the highest load held. */
function answersOf({ model, params }: CurveFit, points: readonly CurvePoint[]): Answers {
  const loads = points.map(({ load }) => load)
  const [from, to] = [Math.min(...loads), Math.max(...loads)]
  const grid = Array.from({ length: gridSteps + 1 }, (_, index) => from * (to / from) ** (index / gridSteps))
  const curve = grid.map((load) => ({ load, goodput: model.predict(params, load) }))
  const top = curve.reduce((most, point) => (point.goodput > most.goodput ? point : most))
  const slope = model.predict(params, from) / from
  const fallen = curve.find(({ load, goodput }) => load > top.load && goodput < (1 - buckleShare) * top.goodput)
  return { capacity: top.goodput, saturation: top.goodput / slope, buckle: fallen?.load }
}

/** Parametric bootstrap: the same loads with goodputs drawn anew around what was measured, fitted again (Efron and Tibshirani 1993). */
function bootstrap(fit: CurveFit, points: readonly CurvePoint[], rng: Rng): Answers[] {
  return Array.from({ length: replicates }, () => {
    const drawn = points.map((point) => ({ ...point, goodput: Math.max(1e-9, point.goodput + point.se * normal(rng)) }))
    return answersOf(fitCurve(fit.model, drawn, [fit.params]), drawn)
  })
}

/** Box and Muller (1958). */
const normal = (rng: Rng): number => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())

function intervalOf(value: number, drawn: readonly (number | undefined)[]): Interval {
  const known = drawn.filter((each) => each !== undefined)
  return {
    value,
    low: Math.min(value, quantile(known, 0.025) ?? value),
    high: Math.max(value, quantile(known, 0.975) ?? value),
  }
}
