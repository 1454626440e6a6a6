import { type Parsed, parsed, problems } from '../../base/result.ts'
import { type Codec, show } from './codec.ts'

/** An exact fraction in lowest terms: thirds of the work must add up to the whole. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** The part (from, to] of the whole work. */
export interface Segment {
  readonly from: Fraction
  readonly to: Fraction
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))

function fraction(over: bigint, under: bigint): Fraction {
  const common = divisor(over, under)
  return { over: over / common, under: under / common }
}

export const zero: Fraction = { over: 0n, under: 1n }
export const one: Fraction = { over: 1n, under: 1n }

const isBelow = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under
const isSame = (a: Fraction, b: Fraction): boolean => a.over === b.over && a.under === b.under

const form = /^(?:(\d+)%|(\d+)\/(\d+)|(\d+)(?:\.(\d+))?)$/

/** `10%`, `1/3` or `0.25`. */
function parseFraction(line: string): Fraction | undefined {
  const match = form.exec(line)
  if (match === null) return undefined
  const [, percent, over, under, whole = '0', decimals = ''] = match
  if (percent !== undefined) return fraction(BigInt(percent), 100n)
  if (over !== undefined && under !== undefined)
    return BigInt(under) === 0n ? undefined : fraction(BigInt(over), BigInt(under))
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}

const formatFraction = ({ over, under }: Fraction): string => (under === 1n ? String(over) : `${over}/${under}`)

/** Prints `0:1/3`, as k6 does. */
export const formatSegment = ({ from, to }: Segment): string => `${formatFraction(from)}:${formatFraction(to)}`
/** Prints `0,1/3,2/3,1`. */
export const formatSequence = (sequence: readonly Segment[]): string =>
  [sequence[0]?.from ?? zero, ...sequence.map(({ to }) => to)].map(formatFraction).join(',')

/** `0:1/3`, or only the end: `20%` is the first fifth. */
function parseSegment(line: string, at: string): Parsed<Segment> {
  const colon = line.indexOf(':')
  const from = colon < 0 ? zero : parseFraction(line.slice(0, colon))
  const to = parseFraction(line.slice(colon + 1))
  if (from === undefined || to === undefined) {
    return problems(`${at} must be a share or two with a colon between, such as 10%, 1/3 or 0.2:2/3, got ${show(line)}`)
  }
  if (!isBelow(from, to) || isBelow(one, to)) {
    return problems(`${at} must begin before it ends, both from 0 to 1, got ${show(line)}`)
  }
  return parsed({ from, to })
}

/** Points in rising order: `0,1/3,2/3,1`. */
function parseSequence(line: string, at: string): Parsed<readonly Segment[]> {
  const points = line.split(',').map(parseFraction)
  const segments: Segment[] = []
  for (const [index, to] of points.entries()) {
    const from = points[index - 1] ?? zero
    if (to === undefined || isBelow(one, to) || (index > 0 && !isBelow(from, to))) return wrongSequence(line, at)
    if (index > 0) segments.push({ from, to })
  }
  return segments.length === 0 ? wrongSequence(line, at) : parsed(segments)
}

const wrongSequence = (line: string, at: string): Parsed<never> =>
  problems(`${at} must be at least two shares in rising order from 0 to 1, such as 0,1/3,2/3,1, got ${show(line)}`)

function textCodec<T>(parse: (line: string, at: string) => Parsed<T>, toJson: (value: T) => string): Codec<T> {
  return {
    fromJson: (value, at) =>
      typeof value === 'string' ? parse(value, at) : problems(`${at} must be a text, got ${show(value)}`),
    fromFlags: (texts, at) => parse(texts.at(-1) ?? '', at),
    fromEnv: parse,
    toJson,
  }
}

export const segmentCodec: Codec<Segment> = textCodec(parseSegment, formatSegment)
export const sequenceCodec: Codec<readonly Segment[]> = textCodec(parseSequence, formatSequence)

/** Undefined = the whole. */
export const isInSequence = (segment: Segment | undefined, sequence: readonly Segment[]): boolean => {
  const { from, to } = segment ?? { from: zero, to: one }
  return sequence.some((part) => isSame(part.from, from) && isSame(part.to, to))
}
