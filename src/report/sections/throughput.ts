import { formatCount, formatRate } from '../../base/readable-numbers.ts'
import type { ChartLine, TimeChart } from '../chart.ts'
import { figure } from '../components/figure.ts'
import { html } from '../html.ts'
import type { Column, ReportData, Timeline } from '../report-data.ts'
import type { Section } from './section.ts'
import { drawn, isAnywhere, pointsNote, secondsChart } from './time-charts.ts'

/** What was asked for and what came back, second by second. */
export const throughput: Section = {
  id: 'throughput',
  title: 'Throughput over time',
  render: (data) => {
    if (data.timeline.at.length === 0) return undefined
    return html`
${figure({
  id: 'throughput-over-time',
  title: 'Iterations',
  note: '/s',
  chart: throughputChart(data),
  summary: summaryOf(data),
  caption: captionOf(data),
})}
${figure({
  id: 'users-over-time',
  title: 'Inside',
  note: 'VUs and iterations in flight',
  size: 'low',
  chart: usersChart(data),
  summary: `VUs and iterations in flight over time: at most ${formatCount(most(data.timeline.inFlight))} iterations in flight.`,
})}`
  },
}

/** One percent: less is a request or two at the edge of a second. */
const VISIBLE = 0.01

function throughputChart(data: ReportData): TimeChart {
  const { offered, achieved, good, dropped, failedRequests } = data.timeline
  const line = (name: string, values: Column, rest: Pick<ChartLine, 'tone' | 'stroke'>): ChartLine => ({
    name,
    values: drawn(values),
    ...rest,
  })
  const isPositive = (value: number): boolean => value > 0
  return secondsChart(data, 'rate', [
    { ...line('achieved', achieved, { tone: 'achieved', stroke: 'heavy' }), isFilled: true },
    line('offered', offered, { tone: 'offered', stroke: 'thin' }),
    isDifferent(data.timeline) ? line('good', good, { tone: 'good', stroke: 'dashed' }) : undefined,
    isAnywhere(dropped, isPositive) ? line('dropped', dropped, { tone: 'dropped', stroke: 'dotted' }) : undefined,
    isAnywhere(failedRequests, isPositive)
      ? line('failed requests', failedRequests, { tone: 'error', stroke: 'thin' })
      : undefined,
  ])
}

/** Where all is good one line would cover the other. */
const isDifferent = ({ achieved, good }: Timeline): boolean =>
  achieved.some((value, index) => value !== undefined && value - (good[index] ?? value) > VISIBLE * value)

const usersChart = (data: ReportData): TimeChart =>
  secondsChart(data, 'count', [
    { name: 'VUs', tone: 'vus', stroke: 'thin', values: drawn(data.timeline.vus) },
    { name: 'in flight', tone: 'inside', stroke: 'thin', isFilled: true, values: drawn(data.timeline.inFlight) },
  ])

const most = (values: Column): number | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

const summaryOf = ({ timeline }: ReportData): string =>
  `Offered and achieved iterations per second over time: at most ${formatRate(most(timeline.offered))} offered, ${formatRate(most(timeline.achieved))} achieved.`

const captionOf = ({ timeline }: ReportData): string =>
  [
    'Vertical lines: what was done, and thresholds that turned. Drag to zoom in, double-click to see all.',
    pointsNote(timeline),
  ]
    .filter((part) => part !== undefined)
    .join(' ')
