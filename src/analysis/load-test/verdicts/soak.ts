import { formatDuration } from '../../../base/duration.ts'
import { formatBytes, formatLatency, formatShare } from '../../../base/readable-numbers.ts'
import type { Bytes, Millis } from '../../../base/units.ts'
import { type Drift, judgeDrift } from '../../drift/judge-drift.ts'
import { median } from '../../statistics/summaries.ts'
import type { TestEvidence } from '../judge-test.ts'
import { addCounts, noCounts, type TestSecond } from '../test-second.ts'
import type { TestPlan } from '../test-plan.ts'
import type { TestVerdict } from '../test-view.ts'
import type { ZoneBook } from '../zone-book.ts'
import { ENOUGH_SEEN, judgeSteady, steadyBook, undecided } from './steady.ts'

/** Growth within the test that is too little to matter: of response times and memory a share, of failures a part of what is allowed. */
const SLACK = 0.1
const FAILURES_SLACK = 0.5

interface Series {
  readonly name: string
  readonly of: (second: TestSecond) => number | undefined
  readonly format: (value: number) => string
  readonly allowance: (level: number) => number
  readonly limit: number | undefined
}

export interface SoakFinding {
  readonly name: string
  readonly drift: Drift
  readonly text: string
}

/** Does anything drift: response times, failures, memory of the target. Passed when nothing does and the conditions hold. */
export function judgeSoak(evidence: TestEvidence): TestVerdict {
  const book = steadyBook(evidence)
  if (book === undefined || book.seconds === 0) return undecided('the steady time has not begun')
  const found = soakFindings(book, evidence.plan)
  const findings = found.map(({ text }) => text)
  const growing = found.filter(({ drift }) => drift.grows === 'yes')
  if (growing.length > 0) {
    return { state: 'fail', text: `it leaks: ${growing.map(({ name }) => name).join(', ')} growing`, findings }
  }
  if (found.some(({ drift }) => drift.grows !== 'no') || book.seen < ENOUGH_SEEN) {
    return { ...undecided('not enough time to say whether it leaks'), findings }
  }
  const steady = judgeSteady(evidence)
  return { ...steady, text: `nothing leaks; ${steady.text}`, findings }
}

/** Whatever there is a second-by-second record of. */
export function soakFindings(book: ZoneBook, plan: TestPlan): readonly SoakFinding[] {
  const horizon = book.zone.to - book.settledAt
  return seriesOf(plan, book.all.at(-1)?.memoryLimit).flatMap((series) => {
    const points = book.all.flatMap((second) => {
      const value = series.of(second)
      return value === undefined ? [] : [{ at: second.from, value }]
    })
    if (points.length === 0) return []
    const values = points.map(({ value }) => value)
    const allowance = series.allowance(median(values) ?? 0)
    const drift = judgeDrift({ at: points.map(({ at }) => at), values, horizon, allowance, limit: series.limit })
    return [{ name: series.name, drift, text: `${series.name}: ${driftText(series, drift, horizon)}` }]
  })
}

const seriesOf = ({ workloads, conditions }: TestPlan, memoryLimit: Bytes | undefined): readonly Series[] => [
  {
    name: 'response times',
    of: ({ p50 }) => p50,
    format: formatLatency,
    allowance: (level) => SLACK * level,
    limit: Math.min(...workloads.map(({ responseTarget }) => responseTarget)),
  },
  {
    name: 'failures',
    of: failedShare,
    format: formatShare,
    allowance: () => FAILURES_SLACK * (1 - conditions.success),
    limit: 1 - conditions.success,
  },
  {
    name: 'memory of the target',
    of: ({ memory }) => memory,
    format: formatBytes,
    allowance: (level) => SLACK * level,
    limit: memoryLimit,
  },
]

function failedShare({ workloads }: TestSecond): number | undefined {
  const { achieved, good } = [...workloads.values()].reduce(addCounts, noCounts)
  return achieved === 0 ? undefined : 1 - good / achieved
}

function driftText({ format }: Series, { grows, slope, p, level, reachesLimitIn }: Drift, horizon: Millis): string {
  if (slope === undefined || level === undefined || p === undefined) return 'not enough time'
  const growth = format(Math.abs(slope.value * horizon))
  const facts = `${slope.value < 0 ? '-' : '+'}${growth} in ${timeText(horizon)} at a level of ${format(level)}, p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
  if (grows === 'no') return `no growth that matters (${facts})`
  if (grows === 'not enough time') return `not enough time (${facts})`
  const when =
    reachesLimitIn === undefined
      ? ''
      : `; past its limit ${reachesLimitIn === 0 ? 'already' : `in ${timeText(reachesLimitIn)}`}`
  return `growing (${facts})${when}`
}

const timeText = (time: Millis): string => formatDuration(Math.round(time / 1000) * 1000)
