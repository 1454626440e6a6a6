import { formatDuration } from '../../base/duration.ts'
import { type Html, html } from '../html.ts'
import type { ReportData, RunFacts } from '../report-data.ts'
import type { Section } from './section.ts'

/** Which run this is of, and how to look at it again. */
export const about: Section = {
  id: 'run',
  title: 'The run',
  render: ({ run }: ReportData) => html`
<dl class="facts">${factsOf(run).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${run.damaged === 0 ? undefined : html`<p class="is-bad">${run.damaged} lines of the record could not be read and are missing here.</p>`}
<p class="dim small"><i>Offered</i> is what was intended, <i>achieved</i> what came back, <i>good</i> what came back with nothing failed in it. An arrival that found no
idle VU was <i>dropped</i>. Response times are from send; percentiles are right within 0.05 %. What is not known is shown as -.</p>`,
}

const lengthText = (length: number): string => formatDuration(Math.round(length / 100) * 100)

const factsOf = (run: RunFacts): readonly (readonly [string, string | Html])[] => [
  ['id', run.id],
  ['target', run.target],
  ['command', run.command],
  ['begun', html`<time datetime="${run.startedAt}">${run.startedAt.slice(0, 19).replace('T', ' ')} UTC</time>`],
  ['length', lengthText(run.duration)],
  ...(run.paused > 0 ? [['paused', lengthText(run.paused)] as const] : []),
  ['worker threads', String(run.threads)],
  ['kneepoint', run.program],
  ...Object.entries(run.labels),
]
