import { formatLoad, formatNumber } from '../../../base/readable-numbers.ts'
import type { Millis } from '../../../base/units.ts'
import type { TestEvidence } from '../judge-test.ts'
import { addCounts, noCounts, type TestSecond } from '../test-second.ts'
import type { TestPlan, Zone } from '../test-plan.ts'
import type { TestVerdict } from '../test-view.ts'
import { undecided } from './steady.ts'

/** The conditions have to be broken in all of so many seconds in a row: one bad second is no limit. */
const IN_A_ROW = 3

/** How many times the target does it carry until a condition breaks. Passed when that is the target at least. */
export function judgeBreakpoint({ plan, books }: TestEvidence): TestVerdict {
  const climb = books.find(({ zone }) => zone.kind === 'climb')
  if (climb === undefined || climb.seconds === 0) return undecided('the climb has not begun')
  const broken = findBreak(climb.all, plan)
  const reached = loadAt(climb.zone, climb.all.at(-1)?.to ?? 0, plan)
  if (broken === undefined) {
    const text = `every condition held up to ${times(reached, plan)}`
    return reached >= plan.target ? { state: 'pass', text, findings: [] } : undecided(`${text} so far`)
  }
  const load = loadAt(climb.zone, broken.at, plan)
  return {
    state: load >= plan.target ? 'pass' : 'fail',
    text: `the conditions held up to ${times(load, plan)}; then ${broken.what}`,
    findings: [],
  }
}

const times = (load: number, { target }: TestPlan): string =>
  `${formatLoad(Number(load.toPrecision(3)))}/s, ${(load / target).toFixed(1)} times the target`

function loadAt({ from, to, begin, end }: Zone, at: Millis, { target }: TestPlan): number {
  return target * (begin + ((end - begin) * (at - from)) / (to - from))
}

interface Break {
  readonly at: Millis
  readonly what: string
}

function findBreak(seconds: readonly TestSecond[], plan: TestPlan): Break | undefined {
  const reasons = seconds.map((second) => reasonOf(second, plan))
  const index = reasons.findIndex((_, first) => {
    const row = reasons.slice(first, first + IN_A_ROW)
    return row.length === IN_A_ROW && !row.includes(undefined)
  })
  const what = reasons[index]
  return what === undefined ? undefined : { at: seconds[index]?.from ?? 0, what }
}

function reasonOf({ workloads, cpu }: TestSecond, { workloads: goals, conditions }: TestPlan): string | undefined {
  const all = [...workloads.values()].reduce(addCounts, noCounts)
  if (all.achieved > 0 && all.good / all.achieved < conditions.success) return 'too many transactions failed'
  if (all.dropped > (1 - conditions.success) * all.offered) return 'no VU was free for what was due'
  const slow = goals.find(({ name, responseTarget }) => {
    const { responses, responseTime } = workloads.get(name) ?? noCounts
    return responses > 0 && responseTime / responses > responseTarget
  })
  if (slow !== undefined) return `responses of ${slow.name} took longer than ${formatNumber(slow.responseTarget)} ms`
  return cpu !== undefined && cpu > conditions.cpu ? 'the CPU of the target was above its limit' : undefined
}
