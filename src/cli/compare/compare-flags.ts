import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import type { Millis, Share } from '../../base/units.ts'
import { decimal, durationAtLeast, within } from '../../engine/config/codec.ts'
import type { Flag } from '../flag.ts'
import { type CompareMeasure, parseMeasure } from './compare-measure.ts'
import { type FailIf, parseFailIf } from './fail-if.ts'

const each =
  <T>(parse: (text: string, at: string) => Parsed<T>) =>
  (texts: readonly string[], at: string): Parsed<readonly T[]> => {
    const read = texts.map((text) => parse(text, at))
    const wrong = read.flatMap(problemsOf)
    return wrong.length > 0 ? problems(...wrong) : parsed(read.flatMap((one) => (one.ok ? [one.value] : [])))
  }

export const failIf: Flag<readonly FailIf[]> = {
  name: 'fail-if',
  value: 'RULE',
  help: "exit with 99 if B is off by more: 'p95 +10%', 'requests -5%'; repeatable",
  read: each(parseFailIf),
}
export const measure: Flag<readonly CompareMeasure[]> = {
  name: 'measure',
  value: 'NAME',
  help: 'compare this too: p90, METRIC:avg, METRIC:p95, ...; repeatable',
  read: each(parseMeasure),
}
export const skip: Flag<Millis> = {
  name: 'skip',
  value: 'TIME',
  fallback: '3s',
  help: 'leave so much out at the beginning of both',
  read: durationAtLeast(0).fromFlags,
}
export const leastChange: Flag<Share> = {
  name: 'least-change',
  value: 'PERCENT',
  fallback: '2',
  help: 'smaller changes do not count',
  read: (texts, at) => {
    const read = decimal(within(0, 100)).fromFlags(
      texts.map((text) => text.replace(/%$/, '')),
      at,
    )
    return read.ok ? parsed(read.value / 100) : read
  },
}
