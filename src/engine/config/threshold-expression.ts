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

const toNumber = (line: string): number => (line.trim() === '' ? Number.NaN : Number(line))

function parseMethod(line: string): Pick<ThresholdExpression, 'method' | 'percentile'> | undefined {
  const method = methods.find((known) => known === line)
  if (method !== undefined) return { method, percentile: undefined }
  const percentile = toNumber(/^p\((.+)\)$/.exec(line)?.[1] ?? '')
  return percentile >= 0 && percentile <= 100 ? { method: 'p', percentile } : undefined
}

function splitAtOperator(source: string): readonly [string, ThresholdOperator, string] | undefined {
  for (const operator of operators) {
    const at = source.indexOf(operator)
    const right = source.slice(at + operator.length)
    if (at >= 0 && right !== '') return [source.slice(0, at).trim(), operator, right.trim()]
  }
  return undefined
}

/** k6's grammar of a threshold: method, operator, number. `at` names the threshold in problems. */
export function parseThresholdExpression(source: string, at: string): Parsed<ThresholdExpression> {
  const [left = '', operator, right = ''] = splitAtOperator(source) ?? []
  const method = parseMethod(left)
  const limit = toNumber(right)
  if (operator === undefined)
    return problems(`${at} must compare with one of ${operators.join(' ')}, got ${show(source)}`)
  const found = [
    ...(method === undefined
      ? [`${at} must begin with one of ${methods.join(', ')} or p(0..100), got ${show(source)}`]
      : []),
    ...(Number.isNaN(limit) ? [`${at} must end with a number, got ${show(source)}`] : []),
  ]
  return method === undefined || found.length > 0 ? problems(...found) : parsed({ source, ...method, operator, limit })
}
