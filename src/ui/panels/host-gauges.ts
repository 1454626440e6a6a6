import { flagLimits } from '../../analysis/verdict/flag-table.ts'
import type { FlagName } from '../../analysis/verdict/limit-reading.ts'
import type { LimitSummary } from '../../analysis/verdict/summary.ts'
import { formatBytes, formatCount, formatLatency, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import { bar } from '../charts/bar.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { sparkline } from '../charts/sparkline.ts'
import { fit, type Line, line, span, widthOf } from '../format/line.ts'
import type { HostView } from '../host-view.ts'
import type { Tone } from '../theme.ts'

/** Something that has a limit beyond which the generator, or the host, is in the way. */
interface Gauge {
  readonly name: string
  /** Whose limits they are. */
  readonly flag: FlagName
  readonly value: (second: LimitSummary) => number | undefined
  readonly show: (value: number | undefined) => string
  /** Where there is room. */
  readonly detail?: (second: LimitSummary) => string | undefined
}

const share = (name: string, flag: FlagName, value: Gauge['value'], detail?: Gauge['detail']): Gauge => ({
  name,
  flag,
  value,
  show: formatShare,
  ...(detail === undefined ? {} : { detail }),
})

const outOf = (used: number | undefined, all: number | undefined): number | undefined =>
  used === undefined || all === undefined || all === 0 ? undefined : used / all

const counts = (part: { readonly used: number; readonly all: number } | undefined, rest = ''): string | undefined =>
  part === undefined ? undefined : `${formatCount(part.used)} of ${formatCount(part.all)}${rest}`

/** What matters most to whoever asks whether the numbers can be trusted comes first. */
const gauges: readonly Gauge[] = [
  share(
    'host cpu',
    'host-cpu',
    ({ host }) => host.cpu,
    ({ host: { cores } }) => (cores === undefined ? undefined : `${formatNumber(cores)} cores may be used`),
  ),
  share(
    'kneepoint cpu',
    'process-cpu',
    ({ host }) => outOf(host.processCpu, host.cores),
    ({ host }) => (host.processCpu === undefined ? undefined : `${formatNumber(host.processCpu)} cores`),
  ),
  share(
    'event loop',
    'loop',
    ({ host }) => host.loop,
    ({ host }) => `busiest of ${formatCount(host.workers)} workers`,
  ),
  { name: 'loop delay p99', flag: 'loop-delay', value: ({ host }) => host.delayP99, show: formatLatency },
  { name: 'start lag p99', flag: 'start-lag', value: ({ startLag }) => startLag?.p99, show: formatLatency },
  share(
    'dropped',
    'vus',
    ({ dropped, started }) => outOf(dropped, dropped + started),
    ({ inFlight, users }) => `${formatCount(inFlight)} of ${formatCount(users)} VUs are busy`,
  ),
  share('without a CPU', 'starved', ({ host }) => host.starved),
  share('garbage', 'garbage', ({ host }) => host.gc),
  share('heap', 'heap', ({ host }) => host.heap),
  share(
    'ports',
    'ports',
    ({ host: { ports } }) => outOf(ports?.used, ports?.range),
    ({ host: { ports } }) => counts(ports && { used: ports.used, all: ports.range }, ` to ${ports?.destination}`),
  ),
  share(
    'files',
    'files',
    ({ host: { files } }) => outOf(files?.open, files?.limit),
    ({ host: { files } }) => counts(files && { used: files.open, all: files.limit }),
  ),
  share(
    'network',
    'link',
    ({ host }) => host.link?.used,
    ({ host }) => host.link?.name,
  ),
  share('sent again', 'retransmits', ({ host }) => host.retransmitted),
  { name: 'listen queue', flag: 'listen-queue', value: ({ host }) => host.listenOverflows, show: formatCount },
  share('memory', 'memory', ({ host: { memoryAvailable } }) =>
    memoryAvailable === undefined ? undefined : 1 - memoryAvailable,
  ),
  { name: 'swapped in', flag: 'swap', value: ({ host }) => host.swappedIn, show: formatBytes },
  share('cpu pressure', 'cpu-pressure', ({ host }) => host.cpuPressure),
  share('steal', 'steal', ({ host }) => host.steal),
  share('throttled', 'throttled', ({ host }) => host.throttled),
  share('conntrack', 'conntrack', ({ host }) => host.conntrack),
]

const nameColumns = 15
const barColumns = 12
const valueColumns = 9
const limitColumns = 9
const leastSpark = 10
const mostSpark = 30
const detailColumns = 24

/** Every limit that may be in the way: how near it is, how near it was, and where it is; red where it binds. */
export function gaugesPanel(host: HostView | undefined, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const history = host?.history ?? []
  const body = gauges.map((gauge) => gaugeRow(gauge, history, columns))
  return panel({ title: 'this host, by its limits', body }, size)
}

function gaugeRow(gauge: Gauge, history: readonly LimitSummary[], columns: number): Line {
  const { warn, hard } = flagLimits[gauge.flag]
  const tone = (level: number): Tone => (level * hard >= hard ? 'error' : level * hard >= warn ? 'alarm' : 'busy')
  const levels = history.map((second) => outOf(gauge.value(second), hard))
  const last = history.at(-1)
  const value = last && gauge.value(last)
  const level = outOf(value, hard)
  const fixed: Line = [
    span(` ${gauge.name.padEnd(nameColumns)}`, 'dim'),
    ...bar(level, barColumns, level === undefined ? 'busy' : tone(level)),
    span(gauge.show(value).padStart(valueColumns), level === undefined || level * hard < warn ? 'plain' : tone(level)),
    span(` / ${gauge.show(hard).padEnd(limitColumns)}`, 'dim'),
  ]
  const room = columns - widthOf(fixed) - 1
  if (room < leastSpark) return fixed
  const hasDetail = room >= leastSpark + detailColumns
  const width = Math.min(mostSpark, hasDetail ? room - detailColumns : room)
  const detail = hasDetail ? fit(line(`  ${(last && gauge.detail?.(last)) ?? ''}`, 'dim'), room - width) : []
  return [...fixed, ...sparkline(levels, width, tone), ...detail]
}
