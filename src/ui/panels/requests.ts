import {
  formatBytes,
  formatClock,
  formatCount,
  formatLatency,
  formatRate,
  formatShare,
} from '../../base/readable-numbers.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { joinFitting, type Line, line, space, span, textOf } from '../format/line.ts'
import {
  bytesEach,
  commonOrigin,
  type RequestColumn,
  type RequestRow,
  type RequestsLook,
  shownRequests,
} from '../lists/request-rows.ts'
import type { Tone } from '../theme.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

type Figures = RequestRow['figures']

const statusColumns = 30

const columns: readonly Column<RequestRow>[] = [
  right('rate', 9, 0, ({ rate }) => span(formatRate(rate), 'achieved')),
  right('p50', 8, 4, ({ figures }) => span(formatLatency(figures.latency.p50), 'p50')),
  right('p95', 8, 1, ({ figures }) => span(formatLatency(figures.latency.p95), 'p95')),
  right('p99', 8, 3, ({ figures }) => span(formatLatency(figures.latency.p99), 'p99')),
  right('errors', 7, 2, ({ figures }) => span(formatShare(figures.failedShare), errorTone(figures))),
  right('size', 9, 6, ({ figures }) => span(formatBytes(bytesEach(figures)))),
  right('requests', 11, 5, ({ figures }) => span(formatCount(figures.count))),
  {
    title: 'status',
    width: statusColumns,
    align: 'left',
    rank: 7,
    cell: ({ figures }) => span(statusesOf(figures), errorTone(figures)),
  },
]

const errorTone = ({ failedShare }: Figures): Tone => (failedShare !== undefined && failedShare > 0 ? 'error' : 'plain')

/** `200 1,204  503 12`: as many as fit, the most frequent first. */
function statusesOf({ statuses }: Figures): string {
  const parts = statuses.map(({ status, count }) => line(`${status === '0' ? 'none' : status} ${formatCount(count)}`))
  return textOf(joinFitting(parts, space(2), statusColumns))
}

/** One row per method and name. The title of the column they were sorted by says which way. */
export function requestTable(run: RunSnapshot, look: RequestsLook, top: number, size: Size): readonly Line[] {
  const rows = shownRequests(run, look)
  if (rows.length === 0) return Array.from({ length: size.rows }, (_, row) => (row === 0 ? nothing(run, look) : []))
  const room = size.rows - 1
  const first = Math.max(0, Math.min(top, rows.length - room))
  const isCut = rows.length > room
  const origin = commonOrigin(run)
  return tableLines(
    {
      title: isCut ? `request ${first + 1}-${first + room} of ${rows.length}` : 'request',
      name: ({ key }) => span(origin === undefined ? key : key.replace(origin, '')),
      leastNameColumns: 16,
      mostNameColumns: 60,
      columns: columns.map((column) => (column.title === look.sort ? arrowed(column, look.descending) : column)),
      rows: rows.slice(first, first + room),
    },
    size,
  )
}

const arrowed = <T>(column: Column<T>, descending: boolean): Column<T> => ({
  ...column,
  title: `${column.title} ${descending ? '↓' : '↑'}`,
})

const nothing = ({ requests }: RunSnapshot, { filter }: RequestsLook): Line =>
  line(requests.length === 0 ? '  no request yet' : `  no request is called like "${filter}"`, 'dim')

const columnNames: Readonly<Record<RequestColumn, string>> = {
  rate: 'rate',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  errors: 'errors',
  size: 'size of a response',
  requests: 'number of requests',
}

/** What is shown of them, and in what order. */
export function requestsLine(run: RunSnapshot, look: RequestsLook, width: number): Line {
  const { span: spanShown, sort, sortedAt, filter, descending } = look
  const parts: Line[] = [
    line(' requests by name', 'strong'),
    line(spanShown === 'recent' ? 'last 5 s' : 'whole run'),
    line(
      `by ${columnNames[sort]}, ${descending ? 'largest' : 'smallest'} first, as of ${formatClock(sortedAt)}`,
      'dim',
    ),
  ]
  const origin = commonOrigin(run)
  if (origin !== undefined) parts.push(line(origin, 'dim'))
  const found = `${shownRequests(run, look).length} of ${run.requests.length}`
  if (filter !== '') parts.splice(1, 0, line(`like "${filter}": ${found}`, 'mark'))
  return joinFitting(parts, space(3), width)
}
