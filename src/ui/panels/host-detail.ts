import type { HostReading, LinkReading, PortUse } from '../../base/host-reading.ts'
import {
  formatBytes,
  formatCount,
  formatLatency,
  formatNumber,
  formatShare,
  unknown,
} from '../../base/readable-numbers.ts'
import type { WorkerView } from '../../engine/api.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { joinFitting, type Line, line, space, span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { Frame } from '../store/frame.ts'
import type { Tone } from '../theme.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

const labelColumns = 10

/** What the gauges sum up: each worker, core and busy thread, the group, sockets, ports by destination, network interfaces. */
export function hostDetailPanel({ host, values }: Pick<Frame, 'host' | 'values'>, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const reading = host?.reading
  const rows = [
    ['process', processParts(reading)],
    ['threads', threadParts(reading)],
    ['sockets', socketParts(reading)],
    ...portRows(host?.ports ?? []),
    ['memory', memoryParts(reading)],
    ['pressure', pressureParts(reading)],
    ['group', groupParts(reading)],
    ...linkRows(reading?.links ?? []),
  ] as const
  const body = [
    ...workerLines(values.workers, columns),
    ...paragraph(coresOf(reading), columns),
    ...rows.map(([label, parts]) => row(label, parts, columns)),
  ]
  return panel({ title: 'this host, in detail', body }, size)
}

const workerLines = (workers: readonly WorkerView[], columns: number): readonly Line[] =>
  tableLines(
    {
      title: 'worker',
      name: ({ id }: WorkerView) => span(String(id)),
      leastNameColumns: 6,
      mostNameColumns: 8,
      columns: workerColumns,
      rows: workers,
    },
    { columns, rows: workers.length + 1 },
  )

/** The limits of the gauges: red where one binds. */
const toneAt = (value: number | undefined, hard: number): Tone =>
  value !== undefined && value >= hard ? 'error' : 'plain'

const workerColumns: readonly Column<WorkerView>[] = [
  right('loop', 7, 0, ({ health }) => span(formatShare(health?.utilisation), toneAt(health?.utilisation, 0.85))),
  right('delay p99', 10, 1, ({ health }) => span(formatLatency(health?.delayP99), toneAt(health?.delayP99, 50))),
  right('no CPU', 7, 2, ({ health }) => span(formatShare(health?.starved), toneAt(health?.starved, 0.25))),
  right('gc', 7, 3, ({ health }) => span(formatShare(health?.gc), toneAt(health?.gc, 0.1))),
  right('heap', 10, 4, ({ health }) => span(formatBytes(health?.heapUsed))),
  right('VUs', 6, 5, ({ vus }) => span(formatCount(vus))),
]

function coresOf(reading: HostReading | undefined): string {
  const cores = reading?.cpu?.cores ?? []
  const shares = cores.map((share) => (share * 100).toFixed(0)).join(' ')
  return `cores %  ${cores.length === 0 ? unknown : shares}`
}

const processParts = (reading: HostReading | undefined): readonly string[] => [
  `cpu ${formatNumber(reading?.process?.cpu)} cores`,
  `rss ${formatBytes(reading?.process?.rss)}`,
  `a look ${formatLatency(reading?.probe.cpu)} of CPU`,
]

/** The busiest first; those that slept are not told of. */
function threadParts(reading: HostReading | undefined): readonly string[] {
  const threads = reading?.process?.threads
  if (threads === undefined) return [unknown]
  return threads.toSorted((a, b) => b.cpu - a.cpu).map(({ name, cpu }) => `${name} ${formatShare(cpu)}`)
}

/** By state, as far as the kernel counts them: to list every socket would take it 10 ms and more. */
const socketParts = (reading: HostReading | undefined): readonly string[] => [
  `in use ${formatCount(reading?.sockets?.inUse)}`,
  `established ${formatCount(reading?.tcp?.established)}`,
  `time-wait ${formatCount(reading?.sockets?.timeWait)}`,
  `orphans ${formatCount(reading?.sockets?.orphan)}`,
]

type Row = readonly [label: string, parts: readonly string[]]

const mostDestinations = 3

/** The fullest first. */
const portRows = (ports: readonly PortUse[]): readonly Row[] =>
  ports
    .slice(0, mostDestinations)
    .map(({ destination, used, timeWait, range }) => [
      'ports',
      [`${formatCount(used)} of ${formatCount(range)} to ${destination}`, `time-wait ${formatCount(timeWait)}`],
    ])

function memoryParts(reading: HostReading | undefined): readonly string[] {
  const { available, total, swapFree, swapTotal } = reading?.memory ?? {}
  const swapped = swapFree === undefined || swapTotal === undefined ? undefined : swapTotal - swapFree
  return [
    `${formatBytes(available)} of ${formatBytes(total)} available`,
    `swap ${formatBytes(swapped)} of ${formatBytes(swapTotal)}`,
  ]
}

const pressureParts = ({ pressure }: Partial<HostReading> = {}): readonly string[] => [
  `cpu ${formatShare(pressure?.cpu)}`,
  `memory ${formatShare(pressure?.memory)}`,
  `io ${formatShare(pressure?.io)}`,
]

/** A group that tells what it uses and no limit has none. */
function groupParts({ cgroup }: Partial<HostReading> = {}): readonly string[] {
  const limit = (value: string, isTold: boolean): string => (value === unknown && isTold ? 'no limit' : value)
  const { cpuLimit, throttled, memoryUsed, memoryLimit } = cgroup ?? {}
  return [
    `cpu ${limit(cpuLimit === undefined ? unknown : `${formatNumber(cpuLimit)} cores`, throttled !== undefined)}`,
    `throttled ${formatShare(throttled)}`,
    `memory ${formatBytes(memoryUsed)} / ${limit(formatBytes(memoryLimit), memoryUsed !== undefined)}`,
  ]
}

/** Those that carry something; a host may have dozens that do not. */
const linkRows = (links: readonly LinkReading[]): readonly Row[] =>
  links
    .filter(({ received, sent }) => received + sent > 0)
    .map(({ name, received, sent, speed }) => [
      name,
      [
        `in ${formatBytes(received)}/s`,
        `out ${formatBytes(sent)}/s`,
        speed === undefined ? `speed ${unknown}` : `of ${formatBytes(speed)}/s`,
      ],
    ])

const row = (label: string, parts: readonly string[], columns: number): Line => [
  span(` ${label.padEnd(labelColumns)}`, 'dim'),
  ...joinFitting(
    parts.map((part) => line(part)),
    space(2),
    columns - labelColumns - 1,
  ),
]
