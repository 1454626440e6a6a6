import { uslThroughput } from '../usl.ts'

/** A point of the curve of throughput over load. */
export interface CurvePoint {
  readonly load: number
  /** Good iterations per second, and its standard error. */
  readonly goodput: number
  readonly se: number
}

export type ModelName = 'line' | 'hard-knee' | 'soft-knee' | 'usl' | 'falling'

/**
 * A family of curves (saturation.md 2.6). Parameters are logarithms, so that they are free and the family is closed under a change
 * of units; `low` and `high` bound them.
 */
export interface CurveModel {
  readonly name: ModelName
  readonly parameters: number
  readonly predict: (params: readonly number[], load: number) => number
  /** Where a fit may begin. */
  readonly starts: (points: readonly CurvePoint[]) => readonly (readonly number[])[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

const { exp, log, min, max } = Math
const at = (params: readonly number[], index: number): number => exp(params[index] ?? 0)

/** Goodput per load of the lowest load, and the most that was seen. */
function outline(points: readonly CurvePoint[]): { slope: number; top: number; topLoad: number; end: number } {
  const sorted = points.toSorted((a, b) => a.load - b.load)
  const best = points.reduce((most, point) => (point.goodput > most.goodput ? point : most), sorted[0] as CurvePoint)
  const first = sorted.find(({ goodput }) => goodput > 0) ?? best
  return { slope: first.goodput / first.load, top: best.goodput, topLoad: best.load, end: sorted.at(-1)?.load ?? 1 }
}

const free = (count: number, bound: number): number[] => Array.from({ length: count }, () => bound)

/** M1: G = s L. No knee. */
const line: CurveModel = {
  name: 'line',
  parameters: 1,
  predict: (params, load) => at(params, 0) * load,
  starts: (points) => [[log(outline(points).slope)]],
  low: free(1, -Infinity),
  high: free(1, Infinity),
}

/** M2: G = min(s L, C): the asymptotes themselves. */
const hardKnee: CurveModel = {
  name: 'hard-knee',
  parameters: 2,
  predict: (params, load) => min(at(params, 0) * load, at(params, 1)),
  starts: (points) => {
    const { slope, top } = outline(points)
    return [1, 0.9, 0.75].map((share) => [log(slope), log(share * top)])
  },
  low: free(2, -Infinity),
  high: free(2, Infinity),
}

/** M3: G = ((s L)^-p + C^-p)^(-1/p): the same with a round corner, sharper the larger p is, 1 to 20. */
const softKnee: CurveModel = {
  name: 'soft-knee',
  parameters: 3,
  predict: (params, load) => {
    const [ramp, top, p] = [at(params, 0) * load, at(params, 1), at(params, 2)]
    const least = min(ramp, top)
    return least * ((least / ramp) ** p + (least / top) ** p) ** (-1 / p)
  },
  starts: (points) => {
    const { slope, top } = outline(points)
    return [2, 5, 12].map((p) => [log(slope), log(1.02 * top), log(p)])
  },
  low: [-Infinity, -Infinity, 0],
  high: [Infinity, Infinity, log(20)],
}

/** M4: the universal scalability law; for users (closed model) only, as it counts them from one. */
const usl: CurveModel = {
  name: 'usl',
  parameters: 3,
  predict: (params, load) =>
    uslThroughput({ single: at(params, 0), contention: at(params, 1), coherency: at(params, 2) }, max(1, load)),
  starts: (points) => {
    const { slope, topLoad } = outline(points)
    return [0.01, 0.05, 0.2].map((contention) => [log(slope), log(contention), log((1 - contention) / topLoad ** 2)])
  },
  low: [-Infinity, log(1e-6), log(1e-9)],
  high: [Infinity, 0, 0],
}

/** M5: M2 with a straight tail: from the load Lb on goodput falls by m per load, to a hundredth of C at most. */
const falling: CurveModel = {
  name: 'falling',
  parameters: 4,
  predict: (params, load) => {
    const [slope, top, from, fall] = [0, 1, 2, 3].map((index) => at(params, index)) as [number, number, number, number]
    return max(0.01 * top, min(slope * load, top) - fall * max(0, load - from))
  },
  starts: (points) => {
    const { slope, top, topLoad, end } = outline(points)
    return [1, 1.2, 1.5].map((share) => [log(slope), log(top), log(share * topLoad), log(top / (2 * end))])
  },
  low: free(4, -Infinity),
  high: free(4, Infinity),
}

export const openModels: readonly CurveModel[] = [line, hardKnee, softKnee, falling]
export const closedModels: readonly CurveModel[] = [line, hardKnee, softKnee, usl, falling]
