import { profiles } from '../../analysis/load-test/profiles.ts'
import { lengthOf, peakFactor, type TestPlan, type Zone } from '../../analysis/load-test/test-plan.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import type { VerdictState, WorkloadVerdict } from '../../analysis/load-test/workload-verdict.ts'
import { formatDuration } from '../../base/duration.ts'
import { formatClock, formatLatency, formatLoad, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import { textTable } from '../text-table.ts'

/** ` In a 60th of its time: 1m35s in place of 1h35m0s.`; empty when nothing is compressed. */
export function lengthText(plan: TestPlan): string {
  if (plan.compress === 1) return ''
  const takes = lengthOf(plan)
  return ` Its shape ${formatLoad(plan.compress)} times faster: ${timeText(takes)} in place of ${timeText(takes * plan.compress)}.`
}

export function zoneText({ kind, from, to, begin, end }: Zone, { target }: TestPlan): string {
  const [first, last] = [begin, end].map((factor) => formatLoad(Number((target * factor).toPrecision(4))))
  const load = first === last ? `${last}/s` : `${first} -> ${last}/s`
  return `${kind} ${load} for ${timeText(to - from)}`
}

const timeText = (time: Millis): string =>
  formatDuration(time >= 10_000 ? Math.round(time / 1000) * 1000 : Math.round(time))

const BAR = 24

/** The plan before it is run, a line for each zone. */
export function planText(plan: TestPlan): string {
  const { profile, target, zones } = plan
  if (profile === undefined) return ''
  const most = peakFactor(plan)
  const cells = (factor: number): number => Math.round((BAR * factor) / most)
  const rows = zones.map((zone) => [
    `  ${formatClock(zone.from)}`,
    zoneText(zone, plan),
    barOf(cells(Math.min(zone.begin, zone.end)), cells(Math.max(zone.begin, zone.end))),
  ])
  const head = `${profile} test at a target of ${formatLoad(Number(target.toPrecision(6)))}/s: ${profiles[profile].question}?`
  return `${head}${lengthText(plan)}\n${textTable(rows)}  ${formatClock(lengthOf(plan))}  end\n`
}

/** What is held all the time, and what a ramp passes through. */
const barOf = (least: number, most: number): string => '='.repeat(least) + '-'.repeat(most - least)

const words: Readonly<Record<VerdictState, string>> = { pass: 'PASS', fail: 'FAIL', waiting: '-' }

/** A line for each workload, with the number that decided, and the verdict of the test. */
export function testText({ plan, workloads, verdict }: TestView): string {
  const titles = ['', 'WORKLOAD', 'TARGET', 'ACHIEVED', 'RESPONSE', 'AT MOST', 'SUCCESS', 'DECIDED BY']
  const table = textTable([titles, ...workloads.map(rowOf)], new Set([2, 3, 4, 5, 6]))
  const kind = plan.profile === undefined ? 'workloads' : `${plan.profile} test`
  const head = `${kind}: ${verdict.state === 'undecided' ? 'undecided' : verdict.state.toUpperCase()}, ${verdict.text}`
  return `\n${table}${head}\n${verdict.findings.map((line) => `  ${line}\n`).join('')}`
}

function rowOf({ name, state, target, achieved, response, responseTarget, success, decidedBy }: WorkloadVerdict) {
  return [
    words[state],
    name,
    `${formatNumber(target)}/s`,
    achieved === undefined ? '-' : `${formatNumber(achieved)}/s`,
    formatLatency(response),
    formatLatency(responseTarget),
    formatShare(success),
    decidedBy,
  ]
}
