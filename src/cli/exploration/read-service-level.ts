import type { ServiceLevel } from '../../analysis/curve/service-level.ts'
import { parseDuration } from '../../base/duration.ts'
import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'

const expected = "must be a percentile of the response time, a share of errors, or both: 'p(95)<300,errors<1%'"

/** Reads `p(95)<300,errors<1%`: at most one limit of each kind; times in ms unless they have a unit. */
export function readServiceLevel(text: string, at: string): Parsed<ServiceLevel> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const read = parts.map((part) => readPart(part, at))
  const found = read.flatMap(problemsOf)
  if (found.length > 0) return problems(...found)
  const levels = read.flatMap((part) => (part.ok ? [part.value] : []))
  const responses = levels.flatMap((level) => (level.responses === undefined ? [] : [level.responses]))
  const errors = levels.flatMap((level) => (level.errors === undefined ? [] : [level.errors]))
  if (parts.length === 0) return problems(`${at} ${expected}, got "${text}"`)
  if (responses.length > 1 || errors.length > 1) return problems(`${at} takes one limit of each kind, got "${text}"`)
  return parsed({ responses: responses[0], errors: errors[0] })
}

function readPart(part: string, at: string): Parsed<ServiceLevel> {
  const [, name = '', limit = ''] = /^([^<]+?)\s*<\s*(.+)$/.exec(part) ?? []
  if (name === 'errors') return readErrors(limit, part, at)
  const percent = Number(/^p\(?(\d+(?:\.\d+)?)\)?$/.exec(name)?.[1] ?? (name === 'med' ? 50 : Number.NaN))
  const within = parseDuration(limit)
  if (!(percent > 0 && percent < 100) || within === undefined || within <= 0) {
    return problems(`${at} ${expected}, got "${part}"`)
  }
  return parsed({ responses: { share: percent / 100, within }, errors: undefined })
}

function readErrors(limit: string, part: string, at: string): Parsed<ServiceLevel> {
  const [, digits, sign] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(limit) ?? []
  const errors = Number(digits) / (sign === '%' ? 100 : 1)
  if (errors > 0 && errors <= 1) return parsed({ responses: undefined, errors })
  return problems(`${at}: errors must be below a share such as 1% or 0.01, got "${part}"`)
}
