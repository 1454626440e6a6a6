import type { LoadModel } from '../observation.ts'
import type { CurvePoint } from './curve-model.ts'
import { type CurveReading, readCurve } from './select-model.ts'

/** Loads this close are one point of the curve. */
const sameLoad = 1.01
/** More points than this make the curve no better known, only slower to fit. */
const mostPoints = 40
/** A point that moved by less than this share of its error is where it was. */
const movedErrors = 0.5

/** Fits the curve only when the points say something new: that takes some ms, and is asked for every second. */
export class CurveReader {
  #points: readonly CurvePoint[] = []
  #reading: CurveReading | undefined

  read(points: readonly CurvePoint[], model: LoadModel): CurveReading | undefined {
    const merged = mergePoints(points).slice(0, mostPoints)
    if (isSameCurve(this.#points, merged)) return this.#reading
    this.#points = merged
    this.#reading = readCurve(merged, model)
    return this.#reading
  }
}

/** Points of one load become their mean, weighted by how well each is known. By load. */
export function mergePoints(points: readonly CurvePoint[]): CurvePoint[] {
  const merged: CurvePoint[] = []
  for (const point of points.toSorted((a, b) => a.load - b.load)) {
    const last = merged.at(-1)
    if (last === undefined || point.load > sameLoad * last.load) merged.push(point)
    else merged[merged.length - 1] = meanOf(last, point)
  }
  return merged
}

/** A point without scatter is known exactly, as far as weights go. */
const weightOf = ({ se, goodput }: CurvePoint): number => 1 / Math.max(se, 1e-6 * goodput, 1e-12) ** 2

function meanOf(a: CurvePoint, b: CurvePoint): CurvePoint {
  const [wa, wb] = [weightOf(a), weightOf(b)]
  const goodput = (wa * a.goodput + wb * b.goodput) / (wa + wb)
  return { load: a.load, goodput, se: 1 / Math.sqrt(wa + wb) }
}

const isSameCurve = (before: readonly CurvePoint[], now: readonly CurvePoint[]): boolean =>
  before.length === now.length && before.every((point, index) => isSamePoint(point, now[index]))

const isSamePoint = (a: CurvePoint, b: CurvePoint | undefined): boolean =>
  b !== undefined &&
  a.load === b.load &&
  (a.goodput === b.goodput || Math.abs(a.goodput - b.goodput) < movedErrors * b.se) &&
  a.se <= 2 * b.se &&
  b.se <= 2 * a.se
