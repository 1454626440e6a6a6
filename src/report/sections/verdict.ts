import { type AnswerLine, answerLines, limitLine, toleranceLine } from '../../analysis/answer-lines.ts'
import { formatRate } from '../../analysis/explorer/wording.ts'
import { isNotTheTarget } from '../../analysis/verdict/limit-reading.ts'
import { type Html, html } from '../html.ts'
import type { LimitFacts, ReportData, VerdictFacts } from '../report-data.ts'
import { holders } from './holders.ts'
import { outcomeOf } from './outcome.ts'
import type { Section } from './section.ts'
import { thresholdText } from './threshold-text.ts'

/** What a reader came for: what the target carries, what held it back, and how the run ended. */
export const verdict: Section = {
  id: 'verdict',
  title: 'Verdict',
  render: (data) => html`
<p class="headline">${headline(data.verdict)}</p>
${answer(data.verdict)}
<div class="sides">
<div class="side"><h3>What held the load back</h3>${heldBack(data.verdict)}</div>
<div class="side"><h3>How the run ended</h3>${ending(data)}</div>
</div>`,
}

function headline({ capacity, limit }: VerdictFacts): Html {
  if (capacity === undefined) return html`What the target can carry is <b>not determined</b>`
  const { kind, value } = capacity.capacity
  if (!(value > 0)) return html`Nothing came back well`
  // What others held back says nothing against the target.
  const isLimit = kind === 'found' && !isNotTheTarget(limit)
  return isLimit
    ? html`Carries <b>${formatRate(value)}</b>, no more`
    : html`Carries at least <b>${formatRate(value)}</b>`
}

function answer({ capacity, capacityFrom, exitCode, limit }: VerdictFacts): Html {
  if (capacity === undefined) return html`<p>No load was held for long enough to say more.</p>`
  const sentences = [notTheTarget(limit), limitLine(capacity), ...capacity.evidence]
  return html`
<dl class="answers">${answerLines(capacity).map(answerLine)}</dl>
<ul class="evidence">${sentences.map((sentence) => (sentence === undefined ? undefined : html`<li>${sentence}</li>`))}</ul>
<p class="dim small">${toleranceLine(capacity)}.${capacityFrom === 'run' ? undefined : ` ${readAgain(exitCode)}`}</p>`
}

const notTheTarget = (limit: LimitFacts): string | undefined =>
  isNotTheTarget(limit) ? `it was held back by ${holders[limit.verdict]}: it may carry more` : undefined

const readAgain = (exitCode: number | undefined): string =>
  exitCode === undefined
    ? 'Read from the record, as the run was cut off before it could say so itself.'
    : 'Read from the record, as the run did not say so itself.'

const answerLine = ({ name, value, detail }: AnswerLine): Html =>
  html`<div><dt>${name}</dt><dd><b>${value}</b> <span class="dim">${detail}</span></dd></div>`

function heldBack({ limit, exitCode }: VerdictFacts): Html {
  const { verdict: who, confidence, evidence, next } = limit
  const isSilent = who === 'undetermined' && evidence.length === 0
  return html`
<p><b class="holder">${holders[who]}</b>${confidence === undefined ? undefined : html` <span class="dim">confidence ${confidence}</span>`}</p>
${isSilent ? html`<p>${exitCode === undefined ? 'The run was cut off before it could say so.' : 'The run did not judge it.'}</p>` : undefined}
${evidence.length === 0 ? undefined : html`<ul class="evidence">${evidence.map((each) => html`<li>${each}</li>`)}</ul>`}
${next === undefined ? undefined : html`<p class="small">Next: ${next}</p>`}`
}

function ending(data: ReportData): Html {
  const { word, detail, isGood } = outcomeOf(data)
  const crossed = data.thresholds.filter(({ failed }) => failed)
  return html`
<p><b class="outcome ${isGood ? 'is-good' : 'is-bad'}">${isGood ? '✓' : '✗'} ${word}</b></p>
${detail === '' ? undefined : html`<p>${detail}</p>`}
${crossed.length === 0 ? undefined : html`<ul class="evidence">${crossed.map((each) => html`<li>${thresholdText(each)}</li>`)}</ul>`}`
}
