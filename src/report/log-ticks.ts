/** Beyond this ratio of the ends 1, 2 and 5 of each power of ten are enough ticks; else steps of one size. */
const WIDE = 8
const STEPS = 6

/** Round values to label on a logarithmic scale, ascending. */
export function logTicks(min: number, max: number): number[] {
  return max / min > WIDE ? powerTicks(min, max) : evenTicks(min, max)
}

function powerTicks(min: number, max: number): number[] {
  const first = Math.floor(Math.log10(min))
  const decades = Array.from({ length: Math.ceil(Math.log10(max)) - first + 1 }, (_, index) => first + index)
  const factors = factorsFor(Math.log10(max / min))
  return decades
    .flatMap((decade) => factors.map((factor) => clean(factor * 10 ** decade)))
    .filter((tick) => isWithin(tick, min, max))
}

/** Of many decades the powers alone. */
function factorsFor(decades: number): readonly number[] {
  if (decades > 4) return [1]
  return decades > 1.5 ? [1, 2, 5] : [1, 2, 3, 5, 7]
}

function evenTicks(min: number, max: number): number[] {
  const rough = (max - min) / STEPS
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power
  const count = Math.floor(max / step) - Math.ceil(min / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => clean((Math.ceil(min / step) + index) * step))
}

/** Twelve digits: takes back what binary fractions add. */
const clean = (value: number): number => Number(value.toPrecision(12))
const isWithin = (tick: number, min: number, max: number): boolean =>
  tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)
