import { formatCount, formatLatency, formatRate, formatShare } from '../../base/readable-numbers.ts'
import { type Html, html } from '../html.ts'
import type { ReportData } from '../report-data.ts'
import type { Section } from './section.ts'

/** The numbers of the whole run. */
export const figures: Section = {
  id: 'figures',
  title: 'In numbers',
  render: (data) => html`<ul class="tiles">${tilesOf(data).map(tileHtml)}</ul>`,
}

interface Tile {
  readonly name: string
  readonly value: string
  readonly note: string
}

function tilesOf({ totals, latency, run, checks, scenarios }: ReportData): readonly Tile[] {
  const seconds = (run.duration - run.paused) / 1000
  const per = (count: number): string => (seconds > 0 ? formatRate(count / seconds) : '-')
  const { offered, achieved, good, dropped, requests, failedRequests } = totals
  const tiles: Tile[] = [
    { name: 'offered', value: formatCount(offered), note: `iterations, ${per(offered)}` },
    {
      name: 'achieved',
      value: formatCount(achieved),
      note: `${per(achieved)}, ${shareOf(good, achieved)} of them good`,
    },
  ]
  // In the closed model nothing can be dropped.
  if (scenarios.some(({ model }) => model === 'open')) {
    tiles.push({ name: 'dropped', value: formatCount(dropped), note: `${shareOf(dropped, offered)} of the offered` })
  }
  if (requests > 0) {
    tiles.push(
      { name: 'requests', value: formatCount(requests), note: per(requests) },
      {
        name: 'failed requests',
        value: formatCount(failedRequests),
        note: `${shareOf(failedRequests, requests)} of them`,
      },
    )
  }
  const { p50, p95, p99 } = latency.all
  tiles.push({
    name: latency.of === 'requests' ? 'response time p95' : 'iteration time p95',
    value: formatLatency(p95),
    note: `p50 ${formatLatency(p50)}, p99 ${formatLatency(p99)}, at most ${formatLatency(latency.max)}`,
  })
  return checks.length === 0 ? tiles : [...tiles, checkTile(checks)]
}

function checkTile(checks: ReportData['checks']): Tile {
  const passes = checks.reduce((sum, check) => sum + check.passes, 0)
  const fails = checks.reduce((sum, check) => sum + check.fails, 0)
  return { name: 'checks passed', value: shareOf(passes, passes + fails), note: `${formatCount(fails)} failed` }
}

const shareOf = (part: number, whole: number): string => formatShare(whole === 0 ? undefined : part / whole)

const tileHtml = ({ name, value, note }: Tile): Html =>
  html`<li><span class="dim">${name}</span><b>${value}</b><span class="dim small">${note}</span></li>`
