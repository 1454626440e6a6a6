import { type Parsed, parsed, problems } from '../../base/result.ts'
import {
  formatSegment,
  formatSequence,
  type Fraction,
  one,
  type Segment,
  segmentCodec,
  sequenceCodec,
  zero,
} from '../config/execution-segment.ts'
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

/** What this instance takes of things that are dealt out in proportion to `vus`: nobody gets any without VUs to do them, as in k6. */
export const instanceStripeByVus = (segmentation: Segmentation, vus: number): Stripe =>
  vus < 1 || vus > LARGEST_CYCLE
    ? instanceStripe(segmentation)
    : stripeOf(vusOfInstances(segmentation, vus), segmentation.own)

const vusOfInstances = ({ weights }: Segmentation, vus: number): readonly number[] =>
  weights.map((_, instance) => countBelow(stripeOf(weights, instance), vus))

/**
 * Arrivals and VUs of one worker, in proportion to the VUs it has of `maxVUs`: nobody gets arrivals without VUs to serve them
 * (k6 does the same among instances). When `maxVUs` divides evenly this is `equalStripe`.
 */
export function stripeByVus(segmentation: Segmentation, place: WorkerPlace, maxVUs: number): Stripe {
  if (maxVUs < 1 || maxVUs > LARGEST_CYCLE) return equalStripe(segmentation, place)
  const ownVus = vusOfInstances(segmentation, maxVUs)[segmentation.own] ?? 0
  const workers = Array.from({ length: place.workers }, (_, worker) =>
    Math.floor((ownVus + place.workers - 1 - worker) / place.workers),
  )
  return nestedStripe(instanceStripeByVus(segmentation, maxVUs), stripeOf(workers, place.worker))
}

/** Above it a pattern would take too much memory, and the difference it makes is below 1 in a million. */
const LARGEST_CYCLE = 1_000_000

/** From the run's `executionSegment` (undefined = the whole) and `executionSegmentSequence`; gaps in the sequence are others' segments. */
export function parseSegmentation(
  segmentText: string | undefined,
  sequenceText: string | undefined,
): Parsed<Segmentation> {
  const segment = segmentCodec.fromEnv(segmentText ?? '0:1', 'executionSegment')
  if (!segment.ok) return segment
  const sequence =
    sequenceText === undefined
      ? parsed([segment.value])
      : sequenceCodec.fromEnv(sequenceText, 'executionSegmentSequence')
  return sequence.ok ? segmentationOf(segment.value, withoutGaps(sequence.value)) : sequence
}

function segmentationOf(segment: Segment, sequence: readonly Segment[]): Parsed<Segmentation> {
  const own = sequence.findIndex(({ from, to }) => isSame(from, segment.from) && isSame(to, segment.to))
  if (own === -1) {
    return problems(
      `executionSegment ${formatSegment(segment)} is not in executionSegmentSequence ${formatSequence(sequence)}`,
    )
  }
  const cycle = sequence.reduce((lcm, { to }) => (lcm * to.under) / divisor(lcm, to.under), 1n)
  if (cycle > LARGEST_CYCLE) {
    return problems(
      `executionSegmentSequence ${formatSequence(sequence)} needs a common denominator of at most ${LARGEST_CYCLE}, use fractions such as 1/3`,
    )
  }
  const placeOf = ({ over, under }: Fraction): number => Number((over * cycle) / under)
  return parsed({ weights: sequence.map(({ from, to }) => placeOf(to) - placeOf(from)), own })
}

function withoutGaps(segments: readonly Segment[]): readonly Segment[] {
  const from = segments[0]?.from ?? zero
  const to = segments.at(-1)?.to ?? one
  return [
    ...(isSame(from, zero) ? [] : [{ from: zero, to: from }]),
    ...segments,
    ...(isSame(to, one) ? [] : [{ from: to, to: one }]),
  ]
}

const isSame = (a: Fraction, b: Fraction): boolean => a.over === b.over && a.under === b.under

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))
