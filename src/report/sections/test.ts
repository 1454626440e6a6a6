import type { WorkloadVerdict } from '../../analysis/load-test/workload-verdict.ts'
import { formatLatency, formatRate, formatShare } from '../../base/readable-numbers.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { TestFacts } from '../report-data.ts'
import type { Section } from './section.ts'

/** What a test was to show: its verdict, every workload against its target, and which of them make up the load. */
export const test: Section = {
  id: 'test',
  title: 'The test',
  render: ({ test: facts }) => (facts === undefined ? undefined : html`${verdictHtml(facts)}${workloadTable(facts)}`),
}

const marks = { pass: 'is-good', fail: 'is-bad', undecided: 'dim', waiting: 'dim' } as const

function verdictHtml({ plan, verdict }: TestFacts): Html {
  const kind = plan.profile === undefined ? 'the workloads as they stand' : `${plan.profile} test`
  const faster = plan.compress === 1 ? '' : `, ${plan.compress} times faster than usual`
  return html`
<p><span class="${marks[verdict.state]}"><strong>${verdict.state}</strong></span> ${verdict.text} <span class="dim small">${kind} at a target of ${formatRate(plan.target)}${faster}</span></p>
${verdict.findings.length === 0 ? undefined : html`<ul class="small">${verdict.findings.map((line) => html`<li>${line}</li>`)}</ul>`}`
}

interface Ranked extends WorkloadVerdict {
  /** Of all transactions, and of all with those before. */
  readonly share: number
  readonly sum: number
}

/** The largest share first (Pareto). */
export function ranked(workloads: readonly WorkloadVerdict[]): readonly Ranked[] {
  const total = workloads.reduce((all, { target }) => all + target, 0)
  let sum = 0
  return workloads
    .toSorted((a, b) => b.target - a.target)
    .map((workload) => {
      const share = total > 0 ? workload.target / total : 0
      sum += share
      // All of it is 100 %, whatever binary fractions add up to.
      return { ...workload, share, sum: Math.round(sum * 1e9) / 1e9 }
    })
}

const workloadTable = ({ workloads }: TestFacts): Html =>
  table<Ranked>({
    name: 'workloads',
    rows: ranked(workloads),
    isSortable: true,
    columns: [
      {
        title: 'workload',
        isName: true,
        cell: ({ name, state }) => html`<span class="${marks[state]}">${mark(state)}</span> ${name}`,
      },
      { title: 'target', value: ({ target }) => target, cell: ({ target }) => formatRate(target) },
      { title: 'achieved', value: ({ achieved }) => achieved, cell: ({ achieved }) => formatRate(achieved) },
      { title: 'mean response', value: ({ response }) => response, cell: ({ response }) => formatLatency(response) },
      {
        title: 'at most',
        value: ({ responseTarget }) => responseTarget,
        cell: ({ responseTarget }) => formatLatency(responseTarget),
      },
      { title: 'success', value: ({ success }) => success, cell: ({ success }) => formatShare(success) },
      { title: 'decided by', isWide: true, cell: ({ decidedBy }) => decidedBy },
      { title: 'share', value: ({ share }) => share, cell: ({ share }) => formatShare(share) },
      { title: 'sum', value: ({ sum }) => sum, cell: ({ sum }) => formatShare(sum) },
      { title: '', cell: ({ share }) => bar(share) },
    ],
  })

const mark = (state: WorkloadVerdict['state']): string => (state === 'pass' ? '✓' : state === 'fail' ? '✗' : '-')

const WIDTH = 120

const bar = (share: number): Html => html`
<svg viewBox="0 0 ${WIDTH} 10" width="${WIDTH}" height="10" role="img" aria-label="${formatShare(share)}"><rect width="${(share * WIDTH).toFixed(1)}" height="10" fill="currentColor" opacity="0.5"/></svg>`
