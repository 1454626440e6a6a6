import type { Chart, ChartLine } from '../chart.ts'
import { type Html, html, jsonBlock } from '../html.ts'

export interface Figure {
  readonly id: string
  readonly title: string
  /** The unit, or what else belongs to the title. */
  readonly note?: string
  readonly chart: Chart
  /** What the chart shows, in a sentence, for those who do not see it. */
  readonly summary: string
  /** Below the chart. */
  readonly caption?: Html | string | undefined
  readonly size?: 'tall' | 'low'
}

/** A chart with its name, its legend and its data; the page's script draws it into the empty box. */
export function figure({ id, title, note, chart, summary, caption, size }: Figure): Html {
  return html`
<figure class="figure" id="${id}" data-chart="${chart.kind}">
<div class="figure-head"><h3>${title}${note === undefined ? undefined : html` <span class="dim">${note}</span>`}</h3>${legend(chart)}</div>
<div class="chart ${size ?? ''}" role="img" aria-label="${summary}"><noscript>Charts need JavaScript; the tables below have the numbers.</noscript></div>
${caption === undefined ? undefined : html`<figcaption>${caption}</figcaption>`}
${jsonBlock(chart)}
</figure>`
}

/** Each entry hides and shows its line. */
function legend(chart: Chart): Html | undefined {
  if (chart.kind === 'heat') {
    return html`<p class="legend dim">fewer <span class="heat-scale" aria-hidden="true"></span> more ${chart.of}</p>`
  }
  return html`<ul class="legend">${chart.lines.map(entry)}</ul>`
}

const entry = ({ name, tone, stroke }: ChartLine, index: number): Html =>
  html`<li><button type="button" data-line="${index}" aria-pressed="true"><span class="swatch ${stroke} tone-${tone}" aria-hidden="true"></span>${name}</button></li>`
