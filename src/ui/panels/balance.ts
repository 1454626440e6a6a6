import type { BalanceKind, ServiceBalance } from '../../analysis/balance/judge-balance.ts'
import { formatClock, formatCount, formatLatency, formatRate, formatShare } from '../../base/readable-numbers.ts'
import type { BackendView } from '../../engine/api.ts'
import { bar } from '../charts/bar.ts'
import { type Line, line, span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { Frame } from '../store/frame.ts'
import type { Tone } from '../theme.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

const barColumns = 20

interface BackendRow extends BackendView {
  /** Of the answers of its service since its backends last changed; undefined before there are any. */
  readonly share: number | undefined
  readonly isSilent: boolean
}

const columns: readonly Column<BackendRow>[] = [
  right('share', 8, 0, ({ share }) => span(formatShare(share))),
  { title: '', width: barColumns, align: 'left', rank: 6, cell: ({ share }) => bar(share, barColumns) },
  right('rate', 9, 1, ({ rate }) => span(formatRate(rate), 'achieved')),
  right('p50', 9, 4, ({ latency }) => span(formatLatency(latency.p50), 'p50')),
  right('p95', 9, 2, ({ latency }) => span(formatLatency(latency.p95), 'p95')),
  right('errors', 8, 3, ({ failedShare }) =>
    span(formatShare(failedShare), (failedShare ?? 0) > 0 ? 'error' : 'plain'),
  ),
  right('answers', 11, 5, ({ answers }) => span(formatCount(answers))),
  right('connections', 11, 7, ({ connections }) => span(formatCount(connections))),
  right('first', 8, 8, ({ firstAt }) => span(formatClock(firstAt), 'dim')),
  right('last', 8, 9, ({ lastAt, isSilent }) => span(formatClock(lastAt), isSilent ? 'alarm' : 'dim')),
]

const kindTones: Readonly<Record<BalanceKind, Tone>> = {
  single: 'dim',
  unknown: 'dim',
  even: 'achieved',
  balancer: 'alarm',
  'keep-alive': 'alarm',
}

/** Of each service that answered: what is to be said of its balance, and a row for every backend. */
export function balanceLines({ values, host }: Pick<Frame, 'values' | 'host'>, width: number): readonly Line[] {
  const services = [...Map.groupBy(values.backends, ({ service }) => service)]
  if (services.length === 0) return [[], ...paragraph('nothing has answered yet', width, 'dim')]
  return [
    ...services.flatMap(([service, backends]) => {
      const balance = host?.balances.find((it) => it.service === service)
      return [
        ...titleOf(service, balance, width),
        ...backendTable(rowsOf(backends, balance, values.elapsed), width),
        [],
      ]
    }),
    ...paragraph(hint, width, 'dim'),
  ]
}

const hint =
  'shares are those since a backend last came or went; --backend-header X-Pod tells backends apart by a header, --connection-max-age 10s deals connections anew'

const titleOf = (service: string, balance: ServiceBalance | undefined, width: number): readonly Line[] => [
  line(` ${service}`, 'strong'),
  ...(balance === undefined
    ? []
    : [
        ...paragraph(balance.conclusion, width, kindTones[balance.kind]),
        ...balance.notes.flatMap((note) => paragraph(note, width, 'alarm', '! ')),
        ...(balance.next === undefined ? [] : paragraph(`next: ${balance.next}`, width, 'dim')),
      ]),
]

/** Silent for longer than this. */
const silence = 3000

function rowsOf(
  backends: readonly BackendView[],
  balance: ServiceBalance | undefined,
  now: number,
): readonly BackendRow[] {
  const counted = new Map((balance?.backends ?? backends).map(({ name, answers }) => [name, answers]))
  const all = [...counted.values()].reduce((sum, answers) => sum + answers, 0)
  return backends
    .map((backend) => ({
      ...backend,
      share: all === 0 ? undefined : (counted.get(backend.name) ?? 0) / all,
      isSilent: now - backend.lastAt > silence,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const backendTable = (rows: readonly BackendRow[], width: number): readonly Line[] =>
  tableLines(
    {
      title: 'backend',
      name: ({ name, isSilent }) => span(name === '' ? '(did not say)' : name, isSilent ? 'dim' : 'plain'),
      leastNameColumns: 14,
      mostNameColumns: 40,
      columns,
      rows,
    },
    { columns: width, rows: rows.length + 1 },
  )
