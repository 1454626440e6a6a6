import { formatDuration } from '../../../base/duration.ts'
import { formatLoad } from '../../../base/readable-numbers.ts'
import type { TestEvidence } from '../judge-test.ts'
import type { TestVerdict } from '../test-view.ts'
import type { ZoneBook } from '../zone-book.ts'

/** So much of the steady time has to be there for a yes. */
export const ENOUGH_SEEN = 0.9

export const steadyBook = ({ books }: Pick<TestEvidence, 'books'>): ZoneBook | undefined =>
  books.findLast(({ zone }) => zone.kind === 'steady')

/** Load, peak, smoke, and models as they stand: does the steady state hold the conditions, for every workload. */
export function judgeSteady({ plan, books, workloads }: TestEvidence): TestVerdict {
  const book = steadyBook({ books })
  if (book === undefined || book.seconds === 0) return undecided('the steady time has not begun')
  const failed = workloads.filter(({ state }) => state === 'fail')
  const held = `${formatLoad(plan.target * book.zone.end)}/s for ${formatDuration(Math.round(book.seconds) * 1000)}`
  if (book.seen < ENOUGH_SEEN) {
    return undecided(
      `${workloads.length - failed.length} of ${workloads.length} workloads hold so far, ${held} of ${formatDuration(book.zone.to - book.zone.from)} seen`,
    )
  }
  if (failed.length === 0) return { state: 'pass', text: `every condition held at ${held}`, findings: [] }
  return {
    state: 'fail',
    text: `${failed.length} of ${workloads.length} workloads did not hold at ${held}: ${failed.map(({ name, decidedBy }) => `${name}: ${decidedBy}`).join('; ')}`,
    findings: [],
  }
}

export const undecided = (text: string): TestVerdict => ({ state: 'undecided', text, findings: [] })
