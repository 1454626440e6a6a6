import { formatLatency } from '../../base/readable-numbers.ts'
import type { ChartLine, HeatChart, TimeChart } from '../chart.ts'
import { figure } from '../components/figure.ts'
import { html } from '../html.ts'
import type { Heatmap, ReportData } from '../report-data.ts'
import type { Section } from './section.ts'
import { drawn, isAnywhere, marksOf, secondsChart, toSeconds } from './time-charts.ts'

/** How long answers took: percentiles over time, and all of them as a heatmap. */
export const responseTimes: Section = {
  id: 'response-times',
  title: 'Response times',
  render: (data) => {
    const { heatmap, latency } = data
    if (heatmap === undefined) return undefined
    const what = latency.of === 'requests' ? 'requests, from send' : 'whole iterations'
    return html`
${figure({
  id: 'latency-over-time',
  title: 'Percentiles',
  note: `ms, of ${what}`,
  chart: percentileChart(data),
  summary: `Percentiles of response times over time; of the whole run: p50 ${formatLatency(latency.all.p50)}, p95 ${formatLatency(latency.all.p95)}, p99 ${formatLatency(latency.all.p99)}.`,
  caption: hasLate(data)
    ? 'Dotted: p95 of whole iterations from when they were due, where they began late; waiting for a free VU is in it.'
    : undefined,
})}
${figure({
  id: 'latency-heatmap',
  title: 'All of them',
  note: 'ms, by how many',
  chart: heatChart(data, heatmap),
  summary: `Heatmap: how many ${latency.of} took how long over time.`,
})}`
  },
}

const hasLate = ({ timeline }: ReportData): boolean => isAnywhere(timeline.p95FromDue, () => true)

/** Beyond this ratio of p99 to p50 a linear scale shows one of them as a flat line. As in the terminal. */
const LOG_FROM = 20

function percentileChart(data: ReportData): TimeChart {
  const { timeline } = data
  const line = (tone: 'p50' | 'p95' | 'p99'): ChartLine => ({
    name: tone,
    tone,
    stroke: 'thin',
    values: drawn(timeline[tone]),
  })
  const isSpread = timeline.p50.some((p50, index) => {
    const p99 = timeline.p99[index]
    return p50 !== undefined && p99 !== undefined && p50 > 0 && p99 / p50 > LOG_FROM
  })
  const late: ChartLine = { name: 'p95 from due', tone: 'due', stroke: 'dotted', values: drawn(timeline.p95FromDue) }
  return secondsChart(data, 'ms', [line('p50'), line('p95'), line('p99'), hasLate(data) ? late : undefined], isSpread)
}

const heatChart = ({ run, latency, events }: ReportData, { columns, rows, cells }: Heatmap): HeatChart => ({
  kind: 'heat',
  columns: columns.map(toSeconds),
  rows,
  cells: cells.flat(),
  end: toSeconds(run.duration),
  of: latency.of,
  marks: marksOf(events.shown),
})
