/** An exact fraction in lowest terms; the denominator is above 0. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Rational = { numerator: 0n, denominator: 1n }
export const one: Rational = { numerator: 1n, denominator: 1n }

export function rational(numerator: bigint, denominator: bigint): Rational {
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

export const isLess = (a: Rational, b: Rational): boolean => a.numerator * b.denominator < b.numerator * a.denominator

export const isEqual = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator

export const format = ({ numerator, denominator }: Rational): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`

const fraction = /^([+-]?\d+)\/(\d+)$/
const decimal = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i

/** `1/3`, `0.25`, `2.5e-1` or `25%`; undefined when it is none of them. */
export const parseRational = (text: string): Rational | undefined =>
  parsePercentage(text) ?? parseFraction(text) ?? parseDecimal(text)

function parsePercentage(text: string): Rational | undefined {
  const digits = /^([+-]?\d+)%$/.exec(text)?.[1]
  return digits === undefined ? undefined : rational(BigInt(digits), 100n)
}

function parseFraction(text: string): Rational | undefined {
  const [, numerator, denominator] = fraction.exec(text) ?? []
  if (numerator === undefined || denominator === undefined || /^0+$/.test(denominator)) return undefined
  return rational(BigInt(numerator), BigInt(denominator))
}

function parseDecimal(text: string): Rational | undefined {
  const [, sign, whole = '', part = '', exponent = '0'] = decimal.exec(text) ?? []
  if (sign === undefined || whole + part === '') return undefined
  const value = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n)
  const scale = Number(exponent) - part.length
  return scale < 0 ? rational(value, 10n ** BigInt(-scale)) : rational(value * 10n ** BigInt(scale), 1n)
}

export function gcd(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
