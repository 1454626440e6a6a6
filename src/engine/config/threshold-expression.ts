import { type Parsed, parsed, problems } from '../../base/result.ts'
import { show } from './codec.ts'

export type ThresholdOperator = '<=' | '<' | '>=' | '>' | '===' | '==' | '!='
export type ThresholdMethod = 'value' | 'count' | 'rate' | 'avg' | 'min' | 'med' | 'max' | 'p'

/** `p(95) < 500` taken apart. */
export interface ThresholdExpression {
  readonly source: string
  readonly method: ThresholdMethod
  /** From 0 to 100, for `p` only. */
  readonly percentile: number | undefined
  readonly operator: ThresholdOperator
  readonly limit: number
}

/** In the order k6 looks for them: the longer before the shorter. */
const operators: readonly ThresholdOperator[] = ['<=', '<', '>=', '>', '===', '==', '!=']
const methods: readonly ThresholdMethod[] = ['value', 'count', 'rate', 'avg', 'min', 'med', 'max']

const decimal = /^[+-]?(?=\.?\d)[\d_]*\.?[\d_]*(e[+-]?\d+)?$/i
const infinite = /^([+-]?)inf(inity)?$/i

/** As Go reads numbers, but no NaN and no hexadecimal; NaN where it is none. */
function toNumber(line: string): number {
  if (infinite.test(line)) return Number(line.replace(infinite, '$1Infinity'))
  const value = decimal.test(line) ? Number(line.replaceAll('_', '')) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}

function parseMethod(line: string): Pick<ThresholdExpression, 'method' | 'percentile'> | undefined {
  const method = methods.find((known) => known === line)
  if (method !== undefined) return { method, percentile: undefined }
  const percentile = toNumber(/^p\((.+)\)$/.exec(line)?.[1] ?? '')
  return percentile >= 0 && percentile <= 100 ? { method: 'p', percentile } : undefined
}

interface Parts {
  readonly left: string
  readonly operator: ThresholdOperator
  readonly right: string
}

function splitAtOperator(source: string): Parts | undefined {
  for (const operator of operators) {
    const at = source.indexOf(operator)
    const right = source.slice(at + operator.length)
    if (at >= 0 && right !== '') return { left: source.slice(0, at), operator, right }
  }
  return undefined
}

/** Where an operator should stand: behind what looks like a method. */
const methodLike = /^\s*[a-z]*(\([^)]*\))?\s*/

const indentOf = (line: string): number => line.length - line.trimStart().length

/** k6's grammar of a threshold: method, operator, number. `at` names the threshold in problems. */
export function parseThresholdExpression(source: string, at: string): Parsed<ThresholdExpression> {
  /** Characters count from 1. */
  const wrong = (what: string, character: number): string =>
    `${at} ${what}, got ${show(source)} (character ${character})`
  const parts = splitAtOperator(source)
  if (parts === undefined) {
    const end = methodLike.exec(source)?.[0].length ?? 0
    return problems(wrong(`must compare with one of ${operators.join(' ')}`, end + 1))
  }
  const { left, operator, right } = parts
  const method = parseMethod(left.trim())
  const limit = toNumber(right.trim())
  const found = [
    ...(method === undefined
      ? [wrong(`must begin with one of ${methods.join(', ')} or p(0..100)`, indentOf(left) + 1)]
      : []),
    ...(Number.isNaN(limit)
      ? [wrong('must end with a number', source.length - right.length + indentOf(right) + 1)]
      : []),
  ]
  return method === undefined || found.length > 0 ? problems(...found) : parsed({ source, ...method, operator, limit })
}
