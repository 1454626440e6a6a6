import { formatLoad, formatNumber, formatShare } from '../../../base/readable-numbers.ts'
import type { TestEvidence } from '../judge-test.ts'
import type { TestVerdict } from '../test-view.ts'
import type { ZoneBook } from '../zone-book.ts'
import { comeBack, recoveryText, UNWELL } from './come-back.ts'
import { worstOf } from './spike.ts'
import { undecided } from './steady.ts'

/** Of what is offered above the target, so much has to come back for the service to count as stable. */
const STABLE_SHARE = 0.95

/** Does it stay stable above the target, and come back. */
export function judgeStress(evidence: TestEvidence): TestVerdict {
  const overload = evidence.books.find(({ zone }) => zone.kind === 'overload')
  const recovery = evidence.books.find(({ zone }) => zone.kind === 'recovery')
  if (overload === undefined || overload.seconds === 0) return undecided('the load is not above the target yet')
  const stable = stabilityOf(overload, evidence)
  const findings = worstOf(overload, evidence)
  const back = comeBack(evidence)
  if (back === 'unwell') return { state: 'fail', text: UNWELL, findings }
  const isOpen = back === undefined || (back.after === undefined && (recovery?.seen ?? 0) < 1)
  if (isOpen) return { ...undecided(`${stable.text}; it has not come back so far`), findings }
  const isBack = back.after !== undefined
  return { state: stable.holds && isBack ? 'pass' : 'fail', text: `${stable.text}; ${recoveryText(back)}`, findings }
}

function stabilityOf(book: ZoneBook, { plan }: TestEvidence): { readonly holds: boolean; readonly text: string } {
  const { total, seconds, zone } = book
  const offered = plan.target * zone.end * seconds
  const success = total.achieved > 0 ? total.good / total.achieved : 0
  const holds = total.good >= STABLE_SHARE * offered && success >= plan.conditions.success
  const asked = formatLoad(plan.target * zone.end)
  return {
    holds,
    text: `${holds ? 'stable' : 'not stable'} at ${asked}/s (${formatNumber(total.good / seconds)}/s good, success ${formatShare(success)})`,
  }
}
