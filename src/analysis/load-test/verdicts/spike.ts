import { formatLatency, formatLoad, formatShare } from '../../../base/readable-numbers.ts'
import { addCounts, noCounts } from '../test-second.ts'
import type { TestEvidence } from '../judge-test.ts'
import type { TestVerdict } from '../test-view.ts'
import type { ZoneBook } from '../zone-book.ts'
import { comeBack, recoveryText, UNWELL } from './come-back.ts'
import { undecided } from './steady.ts'

/** How bad was it during the spike, and how soon was it over. It is passed when the service comes back. */
export function judgeSpike(evidence: TestEvidence): TestVerdict {
  const spike = evidence.books.find(({ zone }) => zone.kind === 'overload')
  if (spike === undefined || spike.seconds === 0) return undecided('the spike has not come yet')
  const worst = worstOf(spike, evidence)
  const back = comeBack(evidence)
  const recovery = evidence.books.find(({ zone }) => zone.kind === 'recovery')
  if (back === 'unwell') return { state: 'fail', text: UNWELL, findings: worst }
  if (back === undefined) return { ...undecided('the load has not come back yet'), findings: worst }
  if (back.after === undefined && (recovery?.seen ?? 0) < 1) {
    return { ...undecided('it has not come back so far'), findings: worst }
  }
  return { state: back.after === undefined ? 'fail' : 'pass', text: `it ${said(recoveryText(back))}`, findings: worst }
}

const said = (text: string): string => (text.startsWith('back') ? `was ${text}` : text)

/** Of all seconds of the spike. */
export function worstOf({ all, zone, total }: ZoneBook, { plan }: TestEvidence): readonly string[] {
  const p95 = Math.max(...all.map((second) => second.p95 ?? 0))
  const sums = all.map(({ workloads }) => [...workloads.values()].reduce(addCounts, noCounts))
  const success = Math.min(...sums.flatMap(({ good, achieved }) => (achieved > 0 ? [good / achieved] : [])))
  const goodput = Math.min(
    ...sums.map(({ good }, index) => rate(good, (all[index]?.to ?? 0) - (all[index]?.from ?? 0))),
  )
  return [
    `at ${formatLoad(plan.target * zone.end)}/s: worst second p95 ${formatLatency(p95)}, success ${formatShare(success)}, ${formatLoad(Math.round(goodput))}/s good`,
    ...(total.dropped > 0 ? [`${formatLoad(total.dropped)} transactions were dropped: no VU was free`] : []),
  ]
}

const rate = (count: number, length: number): number => (length > 0 ? (count * 1000) / length : 0)
