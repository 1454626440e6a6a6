import { formatBytes, formatLatency, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { ChartLine, TimeChart, Tone } from '../chart.ts'
import { figure } from '../components/figure.ts'
import { type Html, html } from '../html.ts'
import type { Column, HostFacts, ReportData } from '../report-data.ts'
import type { Section } from './section.ts'
import { drawn, isAnywhere, secondsChart, toSeconds } from './time-charts.ts'

/** The machine that made the load: whether it could. */
export const host: Section = {
  id: 'host',
  title: 'Host',
  render: (data) => html`
<div class="trio">
${isAnywhere(data.timeline.loop, () => true) ? loopFigure(data) : undefined}
${isAnywhere(data.timeline.startLagP99, () => true) ? lagFigure(data) : undefined}
${data.host.at.length > 0 ? cpuFigure(data) : undefined}
</div>
<dl class="facts">${factsOf(data.host).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
}

const loopFigure = (data: ReportData): Html =>
  figure({
    id: 'loop-over-time',
    title: 'Event loop',
    note: 'of the busiest worker; full at 100 %',
    size: 'low',
    chart: secondsChart(data, 'share', [line('busiest worker', 'loop', data.timeline.loop)]),
    summary: `Event-loop utilisation of the busiest worker over time: at most ${formatShare(largest(data.timeline.loop))}.`,
  })

const lagFigure = (data: ReportData): Html =>
  figure({
    id: 'lag-over-time',
    title: 'Start lag',
    note: 'ms, p99: how late iterations began',
    size: 'low',
    chart: secondsChart(data, 'ms', [line('start lag p99', 'due', data.timeline.startLagP99)]),
    summary: `How late iterations began over time, p99: at most ${formatLatency(largest(data.timeline.startLagP99))}.`,
  })

function cpuFigure(data: ReportData): Html {
  const { cpu, kneepointCpu, targetCpu, steal, memory, at } = data.host
  const lines: readonly (readonly [string, Tone, Column])[] = [
    ['CPU', 'cpu', cpu],
    ['of it kneepoint', 'own', kneepointCpu],
    ['of it the target', 'target', targetCpu],
    ['steal', 'error', steal],
    ['memory', 'memory', memory],
  ]
  const shown = lines.filter(([, , values]) => isAnywhere(values, () => true)).map((each) => line(...each))
  const chart: TimeChart = { ...secondsChart(data, 'share', shown), at: at.map(toSeconds), pauses: [] }
  return figure({
    id: 'cpu-over-time',
    title: 'CPU and memory',
    note: 'of all cores, of all memory',
    size: 'low',
    chart,
    summary: `CPU of this host over time: at most ${formatShare(largest(cpu))}.`,
  })
}

const line = (name: string, tone: Tone, values: Column): ChartLine => ({
  name,
  tone,
  stroke: 'thin',
  values: drawn(values),
})

function largest(values: Column): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

function factsOf({ facts, cpuSeconds }: HostFacts): readonly (readonly [string, string])[] {
  const { cpus, memoryBytes, platform, node, ...others } = facts
  const known: readonly (readonly [string, string | number | undefined])[] = [
    ['cores', cpus],
    ['memory', typeof memoryBytes === 'number' ? formatBytes(memoryBytes) : undefined],
    ['platform', platform],
    ['Node', node],
    ['CPU time of kneepoint', cpuSeconds === undefined ? undefined : `${formatNumber(cpuSeconds)} s`],
    ...Object.entries(others),
  ]
  return known.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]))
}
