import { formatDuration } from '../../base/duration.ts'
import { formatCount, formatNumber, formatShare, unknown } from '../../base/readable-numbers.ts'
import type { Cover } from '../../workload/log/choose-cover.ts'
import { type LogFacts, nameOf, type RouteFacts } from '../../workload/log/log-facts.ts'
import { textTable } from '../text-table.ts'

/** Of the routes that were not chosen, so many are shown. */
const MOST_OTHERS = 10
const BAR = 24
const rightAligned = new Set([1, 2, 3, 4, 5, 6, 7])
const titles = ['ROUTE', 'REQUESTS', 'SHARE', 'SUM', 'AVG /s', 'PEAK HOUR /s', 'PEAK MIN /s', 'INTERVAL', '']

/** The ranking of the routes as a Pareto chart: a bar for each, the sum beside, and a line where the chosen ones end. */
export function logPicture(facts: LogFacts, { chosen, covered }: Cover, ascii: boolean): string {
  const others = facts.routes.slice(chosen.length, chosen.length + MOST_OTHERS)
  const shown = [...chosen, ...others]
  const sums = shown.map((_, index) => shown.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0))
  const largest = facts.routes[0]?.share ?? 1
  const rows = shown.map((route, index) => rowOf(route, sums[index] ?? 0, barOf(route.share / largest, ascii)))
  const lines = textTable([titles, ...rows], rightAligned)
    .split('\n')
    .slice(0, -1)
  const more = facts.routes.length - shown.length
  const rule = `${(ascii ? '-' : '─').repeat(8)} ${chosen.length} of ${facts.routes.length} routes cover ${formatShare(covered)} of all requests`
  const body = [...lines.slice(0, chosen.length + 1), rule, ...lines.slice(chosen.length + 1)]
  return [...body, ...(more > 0 ? [`and ${more} more routes`] : []), ''].join('\n')
}

const rowOf = (route: RouteFacts, sum: number, bar: string): readonly string[] => [
  nameOf(route),
  formatCount(route.requests),
  formatShare(route.share),
  formatShare(sum),
  formatNumber(route.tps.average),
  formatNumber(route.tps['peak-hour']),
  formatNumber(route.tps['peak-minute']),
  route.interval === undefined ? unknown : formatDuration(Number(route.interval.mean.toPrecision(3))),
  bar,
]

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function barOf(share: number, ascii: boolean): string {
  const cells = share * BAR
  if (ascii) return '#'.repeat(Math.round(cells))
  return '█'.repeat(Math.floor(cells)) + (eighths[Math.floor((cells % 1) * 8)] ?? '')
}
