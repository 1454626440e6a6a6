import type { Evenness } from '../../analysis/balance/evenness.ts'
import { type BalanceKind, formatP } from '../../analysis/balance/judge-balance.ts'
import { formatCount, formatLatency, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import { clock } from '../components/clock.ts'
import { sparkline } from '../components/sparkline.ts'
import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import type { BackendRow, BalanceFacts } from '../report-data.ts'
import type { Section } from './section.ts'

/** Who answered, where there were several or they were to be told apart. */
export const balance: Section = {
  id: 'balance',
  title: 'Load balance',
  render: ({ balances }) => (balances.length === 0 ? undefined : html`${balances.map(serviceHtml)}`),
}

const serviceHtml = (facts: BalanceFacts): Html => html`
<h3>${facts.service}</h3>
<p>${conclusionOf(facts)}</p>
<ul class="evidence">${[...testsOf(facts), ...facts.notes].map((line) => html`<li>${line}</li>`)}${facts.changes.map(changeHtml)}</ul>
${facts.next === undefined ? undefined : html`<p class="small dim">next: ${facts.next}</p>`}
${backendTable(facts)}
<p class="dim small">Shares are ${sinceWhen(facts)}; all else is of the whole run.</p>`

const badKinds: readonly BalanceKind[] = ['balancer', 'keep-alive']

const conclusionOf = ({ kind, conclusion }: BalanceFacts): Html =>
  badKinds.includes(kind) ? html`<span class="is-bad">${conclusion}</span>` : html`${conclusion}`

/** Of what is dealt: requests, or connections where these stay with their backend. A test that was not possible says so. */
function testsOf({ backends, isSticky, answers, connections }: BalanceFacts): readonly string[] {
  if (backends.length < 2) return []
  const stays =
    isSticky === undefined
      ? 'whether connections stay with a backend is not known: too few were used again'
      : `connections ${isSticky ? 'stay with their backend' : 'do not stay with a backend: each request is dealt'}`
  const what = isSticky === true ? 'connections' : 'answers'
  return [stays, `evenness of ${what}: ${testText(isSticky === true ? connections : answers)}`]
}

const testText = (test: Evenness | undefined): string =>
  test === undefined
    ? formatP(test)
    : `${formatP(test)} (chi-square ${formatNumber(test.chiSquare)}, degrees of freedom ${test.degrees}), the furthest share is ${formatShare(test.deviation)} from even`

const changeVerbs = { appeared: 'appeared', vanished: 'answered no more', returned: 'answered again' } as const

const changeHtml = ({ at, kind, name, count }: BalanceFacts['changes'][number]): Html =>
  html`<li>${clock(at)} backend ${name} ${changeVerbs[kind]}: then there were ${count}</li>`

function sinceWhen({ changes }: BalanceFacts): Html | string {
  const last = changes.at(-1)
  return last === undefined ? 'of the whole run' : html`those since ${clock(last.at)}, when a backend last came or went`
}

function backendTable({ backends }: BalanceFacts): Html {
  const highest = Math.max(...backends.flatMap(({ trace }) => trace.filter((rate) => rate !== undefined)), 0)
  return table<BackendRow>({
    name: 'backends',
    rows: backends.toSorted((a, b) => b.answers - a.answers),
    isSortable: true,
    shown: 20,
    columns: [
      { title: 'backend', isName: true, cell: ({ name }) => nameOf(name) },
      { title: 'share', value: ({ share }) => share, cell: ({ share }) => formatShare(share) },
      {
        title: 'answers /s',
        cell: ({ trace, name }) => sparkline(trace, highest, `answers per second of ${nameOf(name)} over time`),
      },
      { title: 'answers', value: ({ answers }) => answers, cell: ({ answers }) => formatCount(answers) },
      { title: 'failed', value: ({ failedShare }) => failedShare, cell: ({ failedShare }) => failed(failedShare) },
      { title: 'p50', value: ({ latency }) => latency.p50, cell: ({ latency }) => formatLatency(latency.p50) },
      { title: 'p95', value: ({ latency }) => latency.p95, cell: ({ latency }) => formatLatency(latency.p95) },
      { title: 'p99', value: ({ latency }) => latency.p99, cell: ({ latency }) => formatLatency(latency.p99) },
      {
        title: 'connections',
        value: ({ connections }) => connections,
        cell: ({ connections }) => formatCount(connections),
      },
      { title: 'first', value: ({ firstAt }) => firstAt, cell: ({ firstAt }) => moment(firstAt) },
      { title: 'last', value: ({ lastAt }) => lastAt, cell: ({ lastAt }) => moment(lastAt) },
    ],
  })
}

const nameOf = (name: string): string => (name === '' ? '(did not say)' : name)

const moment = (at: number | undefined): Html | string => (at === undefined ? '-' : clock(at))

const failed = (share: number | undefined): Html | string =>
  share === undefined || share === 0 ? formatShare(share) : html`<span class="is-bad">${formatShare(share)}</span>`
