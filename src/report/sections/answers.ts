import type { Answer } from '../../analysis/answers/answer.ts'
import { type Html, html } from '../html.ts'
import type { Section } from './section.ts'

/** The eight questions of a performance test; left out when the runs answer none of them. */
export const answers: Section = {
  id: 'answers',
  title: 'Eight questions',
  render: ({ answers: list }) =>
    list.every(({ said }) => said === undefined) ? undefined : html`<ol class="answers">${list.map(itemOf)}</ol>`,
}

const itemOf = ({ question, said, confidence, evidence, next }: Answer): Html => html`
<li><p><strong>${question}</strong><br>${said ?? html`<span class="dim">not answered</span>`}${confidence === undefined ? undefined : html` <span class="dim small">confidence ${confidence}</span>`}</p>
${evidence.length === 0 ? undefined : html`<ul class="small">${evidence.map((line) => html`<li>${line}</li>`)}</ul>`}
${next === undefined ? undefined : html`<p class="small dim">${said === undefined ? 'To find out' : 'To know better'}: <code>${next}</code></p>`}</li>`
