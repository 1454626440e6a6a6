import { patternOf, skipBrackets, skipText } from './path.ts'

/** `#(path operator value)`, or `#(path)`: is it there. An empty path means the element itself. */
export interface Query {
  readonly path: string
  readonly operator: Operator | ''
  /** The text of the value without its quotes. */
  readonly value: string
  /** The value began with `~`: compare whether there is something to it. */
  readonly isLoose: boolean
  /** `#(...)#`: all that match, not the first. */
  readonly all: boolean
}

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '%' | '!%'

/** `step` is a whole step that begins with `#(` or `#[`. */
export function parseQuery(step: string): Query {
  const end = skipBrackets(step, 1)
  const inner = step.slice(2, end - 1).trim()
  const at = operatorAt(inner)
  const [written = ''] = /^(?:==|!=|!%|<=|>=|[=<>%])/.exec(inner.slice(at)) ?? []
  const value = inner.slice(at + written.length).trim()
  const isLoose = value.startsWith('~')
  return {
    path: inner.slice(0, at).trim(),
    operator: (written === '==' ? '=' : written) as Operator | '',
    value: unquote(isLoose ? value.slice(1) : value),
    isLoose,
    all: step.endsWith('#'),
  }
}

function operatorAt(inner: string): number {
  let at = 0
  while (at < inner.length) {
    const sign = inner[at] ?? ''
    if (/[=<>%]/.test(sign) || (sign === '!' && /[=%]/.test(inner[at + 1] ?? ''))) return at
    if (sign === '\\') at += 2
    else if (sign === '"') at = skipText(inner, at)
    else at = /[([{]/.test(sign) ? skipBrackets(inner, at) : at + 1
  }
  return at
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value.slice(1).replace(/"$/, '')
  }
}

type Compare = (a: number | string, b: number | string) => boolean

const comparisons: Readonly<Record<Exclude<Operator, '%' | '!%'>, Compare>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Whether what the query's path found matches. Null, arrays and objects match nothing but the question if they are there. */
export function matches(query: Query, found: unknown): boolean {
  const { operator, value } = query
  if (query.isLoose) return matchesLoosely(query, found)
  if (found === undefined) return false
  if (operator === '') return true
  if (typeof found === 'string') return compareText(operator, found, value)
  if (typeof found === 'number')
    return isLike(operator) ? false : comparisons[operator](found, Number.parseFloat(value) || 0)
  return typeof found === 'boolean' && compareTruth(operator, found, value)
}

const isLike = (operator: Operator): operator is '%' | '!%' => operator === '%' || operator === '!%'

function compareText(operator: Operator, found: string, value: string): boolean {
  if (isLike(operator)) return patternOf(value).test(found) === (operator === '%')
  return comparisons[operator](found, value)
}

/** gjson's: false is less than true, and a value that is neither equals nothing. */
function compareTruth(operator: Operator, found: boolean, value: string): boolean {
  if (isLike(operator)) return false
  if (operator === '=' || operator === '!=') return (value === String(found)) === (operator === '=')
  const isOther = value === String(!found)
  const isSame = operator === '<=' || operator === '>='
  return found === (operator === '>' || operator === '>=') && (isOther || isSame)
}

function matchesLoosely({ operator, value }: Query, found: unknown): boolean {
  const test = looseTests[value]
  return test !== undefined && operator !== '' && compareTruth(operator, test(found), 'true')
}

const isNullish = (found: unknown): boolean => found === undefined || found === null
const isTrueish = (found: unknown): boolean =>
  typeof found === 'string'
    ? /^(?:1|t|true)$/i.test(found)
    : found === true || isNumber(found, (number) => number !== 0)
const isFalseish = (found: unknown): boolean =>
  typeof found === 'string'
    ? /^(?:0|f|false)$/i.test(found)
    : isNullish(found) || found === false || isNumber(found, (number) => number === 0)
const isNumber = (found: unknown, test: (number: number) => boolean): boolean =>
  typeof found === 'number' && test(found)

const looseTests: Readonly<Record<string, (found: unknown) => boolean>> = {
  true: isTrueish,
  false: isFalseish,
  null: isNullish,
  '*': (found) => found !== undefined,
}
