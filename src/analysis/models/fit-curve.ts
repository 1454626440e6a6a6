import type { CurveModel, CurvePoint } from './curve-model.ts'
import { solveLinear } from './solve-linear.ts'

export interface CurveFit {
  readonly model: CurveModel
  readonly params: readonly number[]
  /** Sum of soft-L1 losses of the residuals in units of their error: minus twice the logarithm of the likelihood, but a constant. */
  readonly loss: number
  /** AIC corrected for few points: loss + 2 k + 2 k (k + 1) / (n - k - 1) (Hurvich and Tsai 1989); Infinity with too few. */
  readonly aicc: number
}

const iterations = 50
/** Residuals beyond this many errors count linearly, not squared: one bad hold does not bend the curve (saturation.md 1.2). */
const softness = 1.5
/** Points are not believed to be better than this. */
const leastError = 0.01
const tiny = 1e-9
const step = 1e-4
/** A step that gains less than this of the loss is the last. */
const leastGain = 1e-5

/** Points as the fit needs them: ln G, and the relative error it is weighted by. */
interface Data {
  readonly loads: readonly number[]
  readonly logs: readonly number[]
  readonly errors: readonly number[]
}

const dataOf = (points: readonly CurvePoint[]): Data => ({
  loads: points.map(({ load }) => load),
  logs: points.map(({ goodput }) => Math.log(Math.max(goodput, tiny))),
  errors: points.map(({ goodput, se }) => Math.max(leastError, se / Math.max(goodput, tiny))),
})

/** Weighted logarithmic residuals, (ln G - ln f) / (SE / G). */
const residualsOf = (model: CurveModel, params: readonly number[], { loads, logs, errors }: Data): number[] =>
  loads.map(
    (load, row) => ((logs[row] ?? 0) - Math.log(Math.max(model.predict(params, load), tiny))) / (errors[row] ?? 1),
  )

/** Sum of f^2 rho((r/f)^2) with rho(z) = 2 (sqrt(1 + z) - 1): r^2 for small r, 2 f |r| for large. */
function lossOf(residuals: readonly number[]): number {
  let loss = 0
  for (const residual of residuals) loss += 2 * softness ** 2 * (Math.sqrt(1 + (residual / softness) ** 2) - 1)
  return loss
}

/** Levenberg and Marquardt, with the weights of the soft loss renewed in each step (iteratively reweighted least squares). */
function refine(model: CurveModel, start: readonly number[], data: Data): { params: readonly number[]; loss: number } {
  let params = clamp(model, start)
  let residuals = residualsOf(model, params, data)
  let loss = lossOf(residuals)
  let damping = 1e-2
  for (let round = 0; round < iterations && damping < 1e6; round += 1) {
    const next = clamp(model, advance(model, params, { data, residuals, damping }))
    const nextResiduals = residualsOf(model, next, data)
    const gain = loss - lossOf(nextResiduals)
    damping = gain > 0 ? Math.max(tiny, damping / 10) : damping * 10
    if (!(gain > 0)) continue
    params = next
    residuals = nextResiduals
    loss -= gain
    if (gain < leastGain * (1 + loss)) break
  }
  return { params, loss }
}

const clamp = ({ low, high }: CurveModel, params: readonly number[]): number[] =>
  params.map((value, index) => Math.min(high[index] ?? Infinity, Math.max(low[index] ?? -Infinity, value)))

interface State {
  readonly data: Data
  readonly residuals: readonly number[]
  readonly damping: number
}

/** One damped Gauss-Newton step, with derivatives by differences. */
function advance(model: CurveModel, params: readonly number[], { data, residuals, damping }: State): number[] {
  const columns = params.map((_, moved) => {
    const shifted = params.map((value, index) => (index === moved ? value + step : value))
    return residualsOf(model, shifted, data).map((value, row) => (value - (residuals[row] ?? 0)) / step)
  })
  const weights = residuals.map((residual) => 1 / Math.sqrt(1 + (residual / softness) ** 2))
  const dot = (a: readonly number[], b: readonly number[]): number => {
    let total = 0
    for (let row = 0; row < a.length; row += 1) total += (a[row] ?? 0) * (b[row] ?? 0) * (weights[row] ?? 0)
    return total
  }
  const matrix = columns.map((a, row) =>
    columns.map((b, column) => (row === column ? dot(a, b) * (1 + damping) + tiny : dot(a, b))),
  )
  const change = solveLinear(
    matrix,
    columns.map((column) => -dot(column, residuals)),
  )
  return params.map((value, index) => value + (change[index] ?? 0))
}

/** The best of the fits from all starts; the model's own unless better ones are known. */
export function fitCurve(
  model: CurveModel,
  points: readonly CurvePoint[],
  starts: readonly (readonly number[])[] = model.starts(points),
): CurveFit {
  const data = dataOf(points)
  const fits = starts.map((start) => refine(model, start, data))
  const best = fits.toSorted((a, b) => a.loss - b.loss)[0] ?? { params: [], loss: Infinity }
  const [k, n] = [model.parameters, points.length]
  const correction = n - k - 1 > 0 ? (2 * k * (k + 1)) / (n - k - 1) : Infinity
  return { model, ...best, aicc: best.loss + 2 * k + correction }
}
