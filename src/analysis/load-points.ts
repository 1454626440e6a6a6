import type { Millis, PerSecond } from '../base/units.ts'

/** What the curve needs of one closed window. `load` is what was commanded at the window's end, in the load's own unit. */
export interface LoadWindow {
  readonly from: Millis
  readonly to: Millis
  readonly load: number
  /** Iterations that ended. */
  readonly achieved: number
  /** Iterations that ended well. */
  readonly good: number
  readonly pausedFor: Millis
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
}

/** What a hold of one load showed. */
export interface LoadPoint {
  readonly load: number
  /** Good iterations per second. */
  readonly goodput: PerSecond
  /** Standard error of `goodput`; two of them cover 95 %, however short the hold. */
  readonly se: PerSecond
  /** Mean of the windows' percentiles. */
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  /** How long the settled part of the hold was. */
  readonly seconds: number
  /** Iterations that ended in it. */
  readonly count: number
}

export interface LoadPoints {
  /** In the order they were held; the last one may be of the hold that still goes on. */
  readonly points: readonly LoadPoint[]
  /** True when the last point belongs to the load commanded now. */
  readonly isCurrent: boolean
  /** How long the present load has still to be held to become a point; 0 once it is one, Infinity when nothing comes back. */
  readonly missingSeconds: number
}

const minLength: Millis = 1500
const minCount = 200
const shortestSettling = 500
const longestSettling = 3000
/**
 * Turns closed windows into points of the load-throughput curve (reference/saturation.md 2.6, passive mode): the commanded load
 * says where a hold begins, so no change point has to be guessed; what came before the system settled is dropped; a hold counts
 * from 1.5 s and 200 iterations on. Ramps give no points: their load differs in every window.
 */
export function loadPoints(windows: readonly LoadWindow[]): LoadPoints {
  const settling = settlingTime(windows)
  const split = splitByLoad(windows)
  const holds = split.map((hold) => settled(hold, settling))
  const points = holds.filter(isEnough).map(toPoint)
  const isCurrent = isEnough(holds.at(-1) ?? [])
  return { points, isCurrent, missingSeconds: isCurrent ? 0 : missingSeconds(split.at(-1) ?? [], settling) }
}

/** max(0.5 s, 3 x R95 of the unloaded system), at most 3 s (saturation.md 2.2); the best window stands for the unloaded system. */
function settlingTime(windows: readonly LoadWindow[]): Millis {
  const best = windows.reduce((least, { p95 }) => Math.min(least, p95 ?? Infinity), Infinity)
  return Math.min(longestSettling, Math.max(shortestSettling, Number.isFinite(best) ? 3 * best : 0))
}

/** A pause ends a hold: what comes after it has to settle anew. */
function splitByLoad(windows: readonly LoadWindow[]): LoadWindow[][] {
  const holds: LoadWindow[][] = []
  for (const window of windows) {
    const current = holds.at(-1)
    const before = current?.at(-1)
    const goesOn = before !== undefined && before.load === window.load && before.pausedFor === 0
    if (current !== undefined && goesOn && window.pausedFor === 0) current.push(window)
    else holds.push([window])
  }
  return holds
}

/** The first window of a hold contains the change itself, so it never counts. */
function settled(hold: readonly LoadWindow[], settling: Millis): readonly LoadWindow[] {
  const first = hold[0]
  return first === undefined ? [] : hold.filter(({ from }) => from >= first.to + settling)
}

const lengthOf = (hold: readonly LoadWindow[]): Millis => hold.reduce((sum, { from, to }) => sum + to - from, 0)
const countOf = (hold: readonly LoadWindow[]): number => hold.reduce((sum, { achieved }) => sum + achieved, 0)

const isEnough = (hold: readonly LoadWindow[]): boolean => lengthOf(hold) >= minLength && countOf(hold) >= minCount

function missingSeconds(hold: readonly LoadWindow[], settling: Millis): number {
  const [first, last] = [hold[0], hold.at(-1)]
  if (first === undefined || last === undefined) return (settling + minLength) / 1000
  const window = last.to - last.from
  const wholeWindows = (length: Millis): Millis => Math.ceil(length / window) * window
  const byTime = first.to + wholeWindows(settling) + wholeWindows(minLength) - last.to
  const missing = minCount - countOf(settled(hold, settling))
  const byCount = (missing * window) / last.achieved
  return Math.max(0, byTime, byCount) / 1000
}

function toPoint(hold: readonly LoadWindow[]): LoadPoint {
  const seconds = lengthOf(hold) / 1000
  const goodput = hold.reduce((sum, { good }) => sum + good, 0) / seconds
  return {
    load: hold[0]?.load ?? 0,
    goodput,
    se: standardError(
      hold.map(({ good, from, to }) => (good * 1000) / (to - from)),
      goodput,
      seconds,
    ),
    p50: mean(hold.map(({ p50 }) => p50)),
    p95: mean(hold.map(({ p95 }) => p95)),
    seconds,
    count: countOf(hold),
  }
}

/**
 * Batch means (saturation.md 2.2) with the windows as batches: sd/sqrt(b), widened by sqrt((1 + r1)/(1 - r1)) for the
 * autocorrelation r1 in [0, 0.7], and for few batches by Student's t, so that two standard errors always cover 95 %.
 */
function standardError(rates: readonly number[], goodput: PerSecond, seconds: number): PerSecond {
  const batches = rates.length
  const deviations = rates.map((rate) => rate - goodput)
  const squares = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0)
  const products = deviations.slice(1).reduce((sum, deviation, index) => sum + deviation * (deviations[index] ?? 0), 0)
  const correlation = squares === 0 ? 0 : Math.min(0.7, Math.max(0, products / squares))
  const plain = Math.sqrt(squares / Math.max(1, batches - 1) / batches)
  const widened = plain * Math.sqrt((1 + correlation) / (1 - correlation)) * (studentT(batches - 1) / normal)
  return Math.max(widened, cutEdges / seconds)
}

/** A hold begins and ends in the middle of an iteration: two errors, each even over one iteration, of sd 1/sqrt(12). */
const cutEdges = Math.sqrt(2 / 12)

/** 97.5 % quantiles: of the normal distribution, and of Student's for 1, 2, 3 ... degrees of freedom. */
const normal = 1.96
const student = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26]

const studentT = (freedom: number): number => student[freedom - 1] ?? normal + 2.4 / Math.max(1, freedom)

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length
}
