import type { HostReading, LinkReading } from '../../base/host-reading.ts'
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

/** What the gauges sum up: each worker, each core, each network interface, sockets and memory. */
export function hostDetailPanel({ host, values }: Pick<Frame, 'host' | 'values'>, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const reading = host?.reading
  const body = [
    ...tableLines(
      {
        title: 'worker',
        name: ({ id }: WorkerView) => span(String(id)),
        leastNameColumns: 6,
        mostNameColumns: 8,
        columns: workerColumns,
        rows: values.workers,
      },
      { columns, rows: values.workers.length + 1 },
    ),
    [],
    ...paragraph(coresOf(reading), columns),
    row('process', processParts(reading), columns),
    row('sockets', socketParts(reading), columns),
    row('memory', memoryParts(reading), columns),
    ...linkRows(reading?.links ?? [], columns),
  ]
  return panel({ title: 'this host, in detail', body }, size)
}

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

const socketParts = (reading: HostReading | undefined): readonly string[] => [
  `in use ${formatCount(reading?.sockets?.inUse)}`,
  `time-wait ${formatCount(reading?.sockets?.timeWait)}`,
  `orphans ${formatCount(reading?.sockets?.orphan)}`,
]

const memoryParts = (reading: HostReading | undefined): readonly string[] => [
  `${formatBytes(reading?.memory?.available)} of ${formatBytes(reading?.memory?.total)} available`,
  `group ${formatBytes(reading?.cgroup?.memoryUsed)} / ${formatBytes(reading?.cgroup?.memoryLimit)}`,
]

/** Those that carry something; a host may have dozens that do not. */
const linkRows = (links: readonly LinkReading[], columns: number): readonly Line[] =>
  links
    .filter(({ received, sent }) => received + sent > 0)
    .map(({ name, received, sent, speed }) =>
      row(
        name,
        [
          `in ${formatBytes(received)}/s`,
          `out ${formatBytes(sent)}/s`,
          speed === undefined ? `speed ${unknown}` : `of ${formatBytes(speed)}/s`,
        ],
        columns,
      ),
    )

const row = (label: string, parts: readonly string[], columns: number): Line => [
  span(` ${label.padEnd(labelColumns)}`, 'dim'),
  ...joinFitting(
    parts.map((part) => line(part)),
    space(2),
    columns - labelColumns - 1,
  ),
]
