import type { Capacity, Limit } from '../../analysis/capacity.ts'
import { formatLoadOf, formatMillis, formatNumber, formatRate, formatShare } from '../../base/readable-numbers.ts'
import type { ChartLine, LoadChart, LoadLimit, LoadZone } from '../chart.ts'
import { figure } from '../components/figure.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { HeldPoint, LoadCurve } from '../report-data.ts'
import { holders } from './holders.ts'
import type { Section } from './section.ts'

/** The curve that saturation is read from: what came back at which load. */
export const loadCurve: Section = {
  id: 'load',
  title: 'Throughput by load',
  render: ({ curve, verdict, latency }) => {
    if (curve.seconds.length === 0) return undefined
    const holds = curve.holds.toSorted((a, b) => a.load - b.load)
    const marks = marksOf(curve, verdict.capacity)
    return html`
<div class="pair">
${figure({
  id: 'throughput-by-load',
  title: 'Good iterations',
  note: `/s by load${curve.model === 'open' ? ' /s' : ' in VUs'}`,
  chart: throughputChart(curve, holds, marks),
  summary: summaryOf(curve, holds),
  caption: captionOf(curve),
})}
${
  holds.length === 0
    ? undefined
    : figure({
        id: 'response-by-load',
        title: latency.of === 'requests' ? 'Response time' : 'Iteration time',
        note: 'ms by load',
        chart: responseChart(curve, holds, marks),
        summary: `Response times of the ${holds.length} loads that were held; the table has the numbers.`,
      })
}
</div>
${curve.notes.length === 0 ? undefined : html`<ul class="evidence">${curve.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${holds.length === 0 ? undefined : html`<details><summary>The loads that were held</summary>${holdTable(curve, holds)}</details>`}`
  },
}

type Marks = Pick<LoadChart, 'zones' | 'limits' | 'highest'>
type Shared = Pick<LoadChart, 'kind' | 'loadUnit' | 'loads' | 'zones' | 'limits' | 'highest'>

const sharedParts = ({ model }: LoadCurve, holds: readonly HeldPoint[], marks: Marks): Shared => ({
  kind: 'load',
  loadUnit: model === 'open' ? '/s' : ' VUs',
  loads: holds.map(({ load }) => load),
  ...marks,
})

function throughputChart(curve: LoadCurve, holds: readonly HeldPoint[], marks: Marks): LoadChart {
  return {
    ...sharedParts(curve, holds, marks),
    unit: 'rate',
    isLog: false,
    lines: [{ name: 'good', tone: 'achieved', stroke: 'thin', values: holds.map(({ goodput }) => goodput.value) }],
    halves: holds.map(({ goodput: { half } }) => (Number.isFinite(half) ? half : null)),
    dots: curve.seconds.map(({ load, good }) => [load, good]),
    curve: curve.fitted.map(({ load, goodput }) => [load, goodput]),
    hasIdeal: curve.model === 'open',
    namesAt: 'bottom',
  }
}

/** Beyond this ratio a linear scale shows the lower values as a flat line. As in the terminal. */
const LOG_FROM = 20

function responseChart(curve: LoadCurve, holds: readonly HeldPoint[], marks: Marks): LoadChart {
  const values = holds
    .flatMap(({ response: { p50, p99 } }) => [p50, p99])
    .filter((value) => value !== undefined)
    .filter((value) => value > 0)
  const line = (tone: 'p50' | 'p95' | 'p99'): ChartLine => ({
    name: tone,
    tone,
    stroke: 'thin',
    values: holds.map((hold) => hold.response[tone] ?? null),
  })
  return {
    ...sharedParts(curve, holds, marks),
    unit: 'ms',
    isLog: Math.max(...values) / Math.min(...values) > LOG_FROM,
    lines: [line('p50'), line('p95'), line('p99')],
    halves: [],
    dots: [],
    curve: [],
    hasIdeal: false,
    namesAt: 'top',
  }
}

/** Limits are drawn only where they were found. */
function marksOf(curve: LoadCurve, capacity: Capacity | undefined): Marks {
  const highest = Math.max(...curve.seconds.map(({ load }) => load), ...curve.holds.map(({ load }) => load))
  const saturation = found(capacity?.saturation)
  const buckle = capacity?.buckle === undefined || capacity.buckle.kind === 'none' ? undefined : capacity.buckle.load
  const limits = [named(saturation, 'saturation', curve), named(buckle, 'buckle', curve)]
  return { highest, limits: limits.filter((limit) => limit !== undefined), zones: zonesOf(saturation, buckle, highest) }
}

type Found = Extract<Limit, { readonly kind: 'found' }>
const found = (limit: Limit | undefined): Found | undefined => (limit?.kind === 'found' ? limit : undefined)

const named = (limit: Found | undefined, name: string, { model }: LoadCurve): LoadLimit | undefined =>
  limit === undefined
    ? undefined
    : {
        load: limit.value,
        low: limit.low,
        high: limit.high,
        name: `${name} ${formatLoadOf(Number(limit.value.toPrecision(3)), model)}`,
      }

function zonesOf(saturation: Found | undefined, buckle: Found | undefined, highest: number): readonly LoadZone[] {
  if (saturation === undefined) return []
  const plateauEnd = buckle?.value ?? highest
  const zones: readonly LoadZone[] = [
    { zone: 'A', from: 0, to: Math.min(saturation.value, plateauEnd) },
    { zone: 'B', from: saturation.value, to: plateauEnd },
    { zone: 'C', from: plateauEnd, to: highest },
  ]
  return zones.filter(({ from, to }) => to > from)
}

function captionOf({ holds, model, fitted }: LoadCurve): string {
  const parts = [
    holds.length === 0
      ? 'No load was held for long enough to be a point.'
      : 'Large points: loads that were held, with their 95 % interval.',
    fitted.length > 0 ? 'Line: the curve that fits them best.' : '',
    'Small points: single seconds.',
    model === 'open' ? 'Dotted: all that is asked for comes back.' : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function summaryOf({ model }: LoadCurve, holds: readonly HeldPoint[]): string {
  const best = holds.toSorted((a, b) => b.goodput.value - a.goodput.value)[0]
  if (best === undefined) return 'Good iterations per second by load, second by second.'
  return `Good iterations per second by load: ${holds.length} loads were held, the most came back at ${formatLoadOf(best.load, model)}: ${formatRate(best.goodput.value)}.`
}

const holdTable = ({ model }: LoadCurve, holds: readonly HeldPoint[]): Html =>
  table({
    name: 'loads that were held',
    rows: holds,
    columns: [
      {
        title: 'load',
        value: ({ load }) => load,
        cell: ({ load }) => formatLoadOf(Number(load.toPrecision(4)), model),
      },
      {
        title: 'good /s (95 %)',
        value: ({ goodput }) => goodput.value,
        cell: ({ goodput: { value, half } }) => `${formatNumber(value)} ± ${formatNumber(half)}`,
      },
      { title: 'p50 ms', value: ({ response }) => response.p50, cell: ({ response }) => formatMillis(response.p50) },
      { title: 'p95 ms', value: ({ response }) => response.p95, cell: ({ response }) => formatMillis(response.p95) },
      { title: 'p99 ms', value: ({ response }) => response.p99, cell: ({ response }) => formatMillis(response.p99) },
      { title: 'failed', value: ({ errorShare }) => errorShare, cell: ({ errorShare }) => formatShare(errorShare) },
      { title: 'held back by', cell: ({ heldBackBy }) => (heldBackBy === undefined ? '-' : holders[heldBackBy]) },
      { title: 'held', value: ({ seconds }) => seconds, cell: ({ seconds }) => `${formatNumber(seconds)} s` },
    ],
  })
