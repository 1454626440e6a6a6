/** A span of values laid along `cells` character cells. */
export interface Axis {
  readonly min: number
  readonly max: number
  readonly isLog: boolean
  /** Where a label goes: round values. */
  readonly ticks: readonly number[]
}

/** Of 1, 2 and 5 times a power of ten the first that is at least `value`. */
export const roundUp = (value: number): number => nextOf([1, 2, 5, 10], value)

function nextOf(factors: readonly number[], value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = factors.find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Noise around a round value must not move the axis to and fro. */
const headroom = 1.04

/**
 * From 0 over `cells` character cells, so that `max` is on it. Ticks are round values, each exactly on a cell and at least
 * `cellsPerTick` from the next: a plateau at a round value is then a straight line. The range depends on the largest value
 * alone, so it stays put while values below it move; over a sliding window it cannot fall back soon after it rose.
 */
export function linearAxis(max: number, cells: number, cellsPerTick: number): Axis {
  const largest = Number.isFinite(max) && max > 0 ? max * headroom : 1
  const length = Math.max(1, cells - 1)
  const step = nextOf([1, 2, 2.5, 5, 10], largest / Math.max(1, Math.floor(length / cellsPerTick)))
  const cellsPerStep = Math.floor(length / Math.ceil(round(largest / step)))
  const steps = Math.floor(length / cellsPerStep)
  const ticks = Array.from({ length: steps + 1 }, (_, index) => round(index * step))
  return { min: 0, max: round((length / cellsPerStep) * step), isLog: false, ticks }
}

/** Between two values of 1, 2, 5 x 10^n that hold `min` and `max`; ticks at all of these, or only at powers of ten if there are many. */
export function logAxis(min: number, max: number, cells: number, cellsPerTick: number): Axis {
  const maxTicks = Math.max(1, Math.floor((cells - 1) / cellsPerTick))
  const low = roundDown(Math.max(min, 1e-3))
  const high = Math.max(roundUp(Math.max(max, 1e-3)), low * 10)
  const all: number[] = []
  for (let tick = low; tick <= high * (1 + 1e-9); tick = roundUp(tick * 1.5)) all.push(round(tick))
  const powers = all.filter((tick) => Number.isInteger(round(Math.log10(tick))))
  const ticks = all.length <= maxTicks + 1 || powers.length < 2 ? all : powers
  return { min: low, max: high, isLog: true, ticks }
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [5, 2, 1].find((candidate) => candidate * power <= value * (1 + 1e-9)) ?? 1
  return factor * power
}

/** Twelve digits: takes back what binary fractions add (3 x 0.1). */
const round = (value: number): number => Number(value.toPrecision(12))

/** Where a value lies on the axis, 0 at its beginning and 1 at its end; outside values at the nearer end. */
export function positionOn({ min, max, isLog }: Axis, value: number): number {
  const share = isLog ? Math.log(Math.max(value, min) / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.min(1, Math.max(0, share))
}
