import type { Share } from '../../base/units.ts'
import { type Line, span } from '../format/line.ts'
import type { Tone } from '../theme.ts'

const steps = '▁▂▃▄▅▆▇█'

/** A row of small bars, the newest at the right; what is unknown is blank. A value of 1 and more is a full bar. */
export function sparkline(values: readonly (Share | undefined)[], width: number, toneOf: (value: Share) => Tone): Line {
  const shown = values.slice(-width)
  const blank = span(' '.repeat(width - shown.length))
  return [blank, ...shown.map((value) => (value === undefined ? span(' ') : span(stepAt(value), toneOf(value))))]
}

const stepAt = (value: Share): string =>
  steps[Math.min(steps.length - 1, Math.max(0, Math.floor(value * steps.length)))] ?? ' '
