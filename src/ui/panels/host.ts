import type { MemoryReading } from '../../base/host-reading.ts'
import type { WorkerView } from '../../engine/api.ts'
import { bar } from '../charts/bar.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { joinFitting, type Line, line, space, span, widthOf } from '../format/line.ts'
import {
  formatBytes,
  formatCount,
  formatLatency,
  formatNumber,
  formatShare,
  unknown,
} from '../../base/readable-numbers.ts'
import type { Frame } from '../store/frame.ts'
import type { HostView } from '../host-view.ts'
import { largest } from './largest.ts'

const labelColumns = 10
const barColumns = 12
const gap = 3

/** Can I trust it: what the generator takes of the machine it runs on. */
export function hostPanel(frame: Frame, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const { host, values } = frame
  const { workers, totals } = values
  const own = host?.reading?.process
  const process = [
    line(`cpu ${cores(own?.cpu)}`),
    line(`rss ${formatBytes(own?.rss)}`),
    line(`heap ${formatBytes(host?.heapUsed)}`),
    line(`screen ${formatShare(host?.uiThreadCpu)}`),
  ]
  const machine = [
    cpuRow(host, inside.columns),
    portRow(host, inside.columns),
    memoryRow(host),
    row('process', joinFitting(process, space(2), inside.columns - labelColumns - 1)),
    row('lag', [span(`p99 ${lagOf(workers)}   dropped ${formatCount(totals.dropped)}`), lost(workers)]),
  ]
  const hasRoom = machine.length + workers.length <= inside.rows
  const loops = hasRoom ? workers.map(workerRow) : [loopRow(workers, inside.columns)]
  // What says most about trust comes first where rows are few.
  const body = hasRoom ? [...machine, ...loops] : [machine[0] ?? [], ...loops, ...machine.slice(1)]
  return panel({ title: 'this host', body }, size)
}

/** What runs out without a sound: local ports to one destination, and files. */
function portRow(host: HostView | undefined, columns: number): Line {
  const [fullest] = host?.ports ?? []
  const { files, sockets } = host?.reading ?? {}
  const parts = [
    nearLimit(fullest?.used, fullest?.range),
    [span(`time-wait ${formatCount(sockets?.timeWait)}`)],
    [span('files '), ...nearLimit(files?.open, files?.limit)],
  ]
  return row('ports', joinFitting(parts, space(gap), columns - labelColumns - 1))
}

/** What is used of a limit, red where it binds. */
function nearLimit(used: number | undefined, limit: number | undefined): Line {
  if (used === undefined || limit === undefined) return line(unknown)
  const isNear = used > 0.8 * limit
  return [span(`${formatCount(used)} / ${formatCount(limit)}`, isNear ? 'error' : 'plain')]
}

const workerRow = ({ id, utilisation, startLagP99, vus }: WorkerView): Line =>
  row(`worker ${id}`, [
    ...barWithShare(utilisation),
    span(`   lag p99 ${formatLatency(startLagP99)}   ${vus === 1 ? '1 VU' : `${formatCount(vus)} VUs`}`),
  ])

/** The same in one row. */
export function hostLine(frame: Frame, width: number): Line {
  const { host } = frame
  const { workers } = frame.values
  const reading = host?.reading
  const parts = [
    [span(' host', 'strong')],
    [span(`cpu ${formatShare(reading?.cpu?.total)}`)],
    [span(`loop ${workerShares(workers)}`)],
    [span(`lag p99 ${lagOf(workers)}`)],
    [span(`mem ${formatBytes(usedOf(reading?.memory))}`)],
    [span(`rss ${formatBytes(reading?.process?.rss)}`)],
    [span(`screen ${formatShare(host?.uiThreadCpu)}`)],
  ]
  return joinFitting(parts, space(2), width)
}

const row = (label: string, rest: Line): Line => [span(` ${label.padEnd(labelColumns)}`, 'dim'), ...rest]

/** Every core where they all fit; else the one that matters. */
function cpuRow(host: HostView | undefined, columns: number): Line {
  const cpu = host?.reading?.cpu
  const total = row('cpu', barWithShare(cpu?.total))
  const steal = line(`steal ${formatShare(cpu?.steal)}`)
  const shares = cpu?.cores ?? []
  const all = line(`cores ${shares.map((share) => (share * 100).toFixed(0)).join(' ')}`)
  const room = columns - widthOf(total) - widthOf(steal) - 2 * gap
  const cores = widthOf(all) <= room ? all : line(`busiest ${formatShare(largest(shares))}`)
  return joinFitting(shares.length === 0 ? [total, steal] : [total, cores, steal], space(gap), columns)
}

function memoryRow(host: HostView | undefined): Line {
  const memory = host?.reading?.memory
  const used = usedOf(memory)
  const share = used === undefined || memory === undefined ? undefined : used / memory.total
  return row('memory', [...barWithShare(share), span(`   ${formatBytes(used)} / ${formatBytes(memory?.total)}`)])
}

const usedOf = (memory: MemoryReading | undefined): number | undefined =>
  memory === undefined ? undefined : memory.total - memory.available

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
  return row('loops', joinFitting(parts, space(gap), columns - labelColumns - 2))
}

const workerShares = (workers: readonly WorkerView[]): string =>
  workers.length === 0 ? unknown : formatShare(largest(workers.map(({ utilisation }) => utilisation)))

function lagOf(workers: readonly WorkerView[]): string {
  const known = workers.flatMap(({ startLagP99 }) => (startLagP99 === undefined ? [] : [startLagP99]))
  return known.length === 0 ? unknown : formatLatency(largest(known))
}

function lost(workers: readonly WorkerView[]) {
  const count = workers.reduce((sum, { lostDeltas }) => sum + lostDeltas, 0)
  return count === 0 ? span('') : span(`   lost ${formatCount(count)} deltas`, 'error')
}
