import type { WorkerView } from '../../engine/api.ts'
import { bar } from '../charts/bar.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { fit, joinFitting, type Line, line, space, span, widthOf } from '../format/line.ts'
import { formatBytes, formatCount, formatNumber, formatShare, unknown } from '../format/numbers.ts'
import type { Frame } from '../store/frame.ts'
import type { HostView } from '../host-view.ts'
import { largest } from './largest.ts'

const labelColumns = 9
const barColumns = 16

/** Can I trust it: what the generator takes of the machine it runs on. */
export function hostPanel(frame: Frame, size: Size): readonly Line[] {
  const { columns, rows } = insideOf(size)
  const { host } = frame
  const { workers } = frame.values
  const body = [
    cpuRow(host, columns),
    memoryRow(host),
    row('process', [
      span(`cpu ${cores(host?.processCpu)}`),
      span(`   rss ${formatBytes(host?.rss)}`),
      span(`   heap ${formatBytes(host?.heapUsed)}`),
    ]),
    loopRow(workers, columns),
    row('lag', [
      span(`p99 ${lagOf(workers)}`),
      span(`   dropped ${formatCount(frame.values.totals.dropped)}`),
      lost(workers),
    ]),
    row('screen', [span(`cpu ${formatShare(host?.uiThreadCpu)}`)]),
  ]
  return panel({ title: 'this host', body: body.slice(0, rows).map((text) => fit(text, columns)) }, size)
}

/** The same in one row. */
export function hostLine(frame: Frame, width: number): Line {
  const { host } = frame
  const { workers } = frame.values
  const parts = [
    [span(' host', 'strong')],
    [span(`cpu ${formatShare(host?.cpuTotal)}`)],
    [span(`loop ${workerShares(workers)}`)],
    [span(`lag p99 ${lagOf(workers)}`)],
    [span(`mem ${formatBytes(host?.memoryUsed)}`)],
    [span(`rss ${formatBytes(host?.rss)}`)],
    [span(`screen ${formatShare(host?.uiThreadCpu)}`)],
  ]
  return joinFitting(parts, space(2), width)
}

const row = (label: string, rest: Line): Line => [span(` ${label.padEnd(labelColumns)}`, 'dim'), ...rest]

function cpuRow(host: HostView | undefined, columns: number): Line {
  const total = row('cpu', barWithShare(host?.cpuTotal))
  const steal = line(`steal ${formatShare(host?.steal)}`)
  const shares = (host?.cpuCores ?? []).map((share) => line((share * 100).toFixed(0)))
  const room = columns - widthOf(total) - widthOf(steal) - widthOf(line('   cores    '))
  const perCore = joinFitting(shares, space(1), room)
  return [...total, ...(perCore.length === 0 ? [] : [span('   cores '), ...perCore]), space(3), ...steal]
}

function memoryRow(host: HostView | undefined): Line {
  const { memoryUsed, memoryTotal } = host ?? {}
  const share = memoryUsed === undefined || memoryTotal === undefined ? undefined : memoryUsed / memoryTotal
  return row('memory', [...barWithShare(share), span(`   ${formatBytes(memoryUsed)} / ${formatBytes(memoryTotal)}`)])
}

const barWithShare = (share: number | undefined): Line => [
  ...bar(share, barColumns, share !== undefined && share > 0.9 ? 'alarm' : 'busy'),
  span(formatShare(share).padStart(7)),
]

const cores = (value: number | undefined): string => (value === undefined ? unknown : `${formatNumber(value)} cores`)

function loopRow(workers: readonly WorkerView[], columns: number): Line {
  if (workers.length === 0) return row('loops', line(unknown))
  const parts = workers.map(({ id, utilisation }) => [
    span(`w${id} `, 'dim'),
    span(formatShare(utilisation), utilisation > 0.9 ? 'alarm' : 'plain'),
  ])
  return row('loops', joinFitting(parts, space(3), columns - labelColumns - 2))
}

const workerShares = (workers: readonly WorkerView[]): string =>
  workers.length === 0 ? unknown : formatShare(largest(workers.map(({ utilisation }) => utilisation)))

function lagOf(workers: readonly WorkerView[]): string {
  const known = workers.filter(({ startLagP99 }) => startLagP99 !== undefined)
  return known.length === 0 ? unknown : `${formatNumber(largest(known.map(({ startLagP99 }) => startLagP99)))} ms`
}

function lost(workers: readonly WorkerView[]) {
  const count = workers.reduce((sum, { lostDeltas }) => sum + lostDeltas, 0)
  return count === 0 ? span('') : span(`   lost ${formatCount(count)} deltas`, 'error')
}
