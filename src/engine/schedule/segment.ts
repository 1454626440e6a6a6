import { type Parsed, parsed, problems } from '../../base/result.ts'
import { format, gcd, isEqual, isLess, one, parseRational, type Rational, subtract, zero } from './rational.ts'
import { countBelow, nestedStripe, type Stripe, workerStripe } from './stripe.ts'
import { stripeOf } from './striping.ts'

/** How a test is divided among instances: what part each takes (`weights`, in the order of the sequence) and which of them this one is. */
export interface Segmentation {
  readonly weights: readonly number[]
  readonly own: number
}

export const wholeTest: Segmentation = { weights: [1], own: 0 }

/** One worker of this instance, counted from 0. */
export interface WorkerPlace {
  readonly worker: number
  readonly workers: number
}

/** What this instance takes of the whole. */
export const instanceStripe = ({ weights, own }: Segmentation): Stripe => stripeOf(weights, own)

/** VUs and iterations of one worker: an equal part of its instance's. */
export const equalStripe = (segmentation: Segmentation, { worker, workers }: WorkerPlace): Stripe =>
  workerStripe(instanceStripe(segmentation), worker, workers)

/**
 * Arrivals and VUs of one worker, in proportion to the VUs it has of `maxVUs`: nobody gets arrivals without VUs to serve them
 * (k6 does the same among instances). When `maxVUs` divides evenly this is `equalStripe`.
 */
export function stripeByVus(segmentation: Segmentation, place: WorkerPlace, maxVUs: number): Stripe {
  if (maxVUs < 1 || maxVUs > LARGEST_CYCLE) return equalStripe(segmentation, place)
  const { weights, own } = segmentation
  const instances = weights.map((_, instance) => countBelow(stripeOf(weights, instance), maxVUs))
  const ownVus = instances[own] ?? 0
  const workers = Array.from({ length: place.workers }, (_, worker) =>
    Math.floor((ownVus + place.workers - 1 - worker) / place.workers),
  )
  return nestedStripe(stripeOf(instances, own), stripeOf(workers, place.worker))
}

interface Segment {
  readonly from: Rational
  readonly to: Rational
}

/** Above it a pattern would take too much memory, and the difference it makes is below 1 in a million. */
const LARGEST_CYCLE = 1_000_000

const wholeSegment: Segment = { from: zero, to: one }

/** From the options `executionSegment` (`1/2:3/4`, `20%` = `0:20%`) and `executionSegmentSequence` (`0,1/3,2/3,1`). */
export function parseSegmentation(
  segmentText: string | undefined,
  sequenceText: string | undefined,
): Parsed<Segmentation> {
  const segment = parseSegment(segmentText ?? '')
  const sequence = parseSequence(sequenceText ?? '')
  if (!segment.ok || !sequence.ok) {
    return problems(...(segment.ok ? [] : segment.problems), ...(sequence.ok ? [] : sequence.problems))
  }
  const given = sequence.value.length === 0 ? [segment.value] : sequence.value
  const filled = withoutGaps(given)
  const own = filled.findIndex(({ from, to }) => isEqual(from, segment.value.from) && isEqual(to, segment.value.to))
  if (own === -1)
    return problems(`couldn't find segment ${formatSegment(segment.value)} in sequence ${formatSequence(filled)}`)
  const lengths = filled.map(({ from, to }) => subtract(to, from))
  const cycle = lengths.reduce((lcm, { denominator }) => (lcm * denominator) / gcd(lcm, denominator), 1n)
  if (cycle > LARGEST_CYCLE) {
    return problems(
      `the lengths in sequence ${formatSequence(filled)} have no common denominator up to ${LARGEST_CYCLE}, use fractions such as 1/3`,
    )
  }
  return parsed({
    weights: lengths.map(({ numerator, denominator }) => Number((numerator * cycle) / denominator)),
    own,
  })
}

function parseSegment(text: string): Parsed<Segment> {
  const colon = text.indexOf(':')
  const from = parsePoint(colon === -1 ? '0' : text.slice(0, colon))
  const to = parsePoint(text === '' ? '1' : text.slice(colon + 1))
  if (!from.ok) return from
  return to.ok ? checkSegment(from.value, to.value) : to
}

function parseSequence(text: string): Parsed<readonly Segment[]> {
  if (text === '') return parsed([])
  const points: Rational[] = []
  for (const part of text.split(',')) {
    const point = parsePoint(part)
    if (!point.ok) return point
    points.push(point.value)
  }
  if (points.length < 2)
    return problems(`at least 2 points are needed for an execution segment sequence, ${points.length} given`)
  const segments: Segment[] = []
  for (const [index, to] of points.slice(1).entries()) {
    const segment = checkSegment(points[index] ?? zero, to)
    if (!segment.ok) return segment
    segments.push(segment.value)
  }
  return parsed(segments)
}

function parsePoint(text: string): Parsed<Rational> {
  const point = parseRational(text)
  if (point !== undefined) return parsed(point)
  const kind = text.endsWith('%') ? 'percentage' : 'percentage, decimal, fraction or interval value'
  return problems(`'${text}' is not a valid ${kind}`)
}

function checkSegment(from: Rational, to: Rational): Parsed<Segment> {
  if (isLess(from, zero)) return problems(`segment start value must be at least 0 but was ${format(from)}`)
  if (!isLess(from, to)) return problems(`segment start(${format(from)}) must be less than its end(${format(to)})`)
  if (isLess(one, to)) return problems(`segment end value can't be more than 1 but was ${format(to)}`)
  return parsed({ from, to })
}

function withoutGaps(segments: readonly Segment[]): readonly Segment[] {
  const { from } = segments[0] ?? wholeSegment
  const { to } = segments.at(-1) ?? wholeSegment
  return [
    ...(isEqual(from, zero) ? [] : [{ from: zero, to: from }]),
    ...segments,
    ...(isEqual(to, one) ? [] : [{ from: to, to: one }]),
  ]
}

const formatSegment = ({ from, to }: Segment): string => `${format(from)}:${format(to)}`

const formatSequence = (segments: readonly Segment[]): string =>
  [format(segments[0]?.from ?? zero), ...segments.map(({ to }) => format(to))].join(',')
