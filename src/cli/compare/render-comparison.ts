import type { Compared } from '../../analysis/compare/compare-runs.ts'
import { textTable } from '../text-table.ts'
import type { Comparison } from './comparison.ts'

const words: Readonly<Record<Compared['verdict'], string>> = {
  better: 'better',
  worse: 'WORSE',
  same: 'same',
  undecided: 'no difference shown',
  'too-short': 'too few seconds to say',
}

/** The comparison as the terminal shows it. */
export function renderComparison({ rows, method, notes }: Comparison): string {
  const titles = ['', 'A', 'B', 'CHANGE', '95 % INTERVAL', '']
  const table = textTable([titles, ...rows.map(rowOf)], new Set([1, 2, 3, 4]))
  const remarks = notes.map((note) => `note: ${note}\n`).join('')
  return `${table}\n${conclusionOf(rows)}\n${remarks}${method}\n`
}

const rowOf = ({ name, unit, a, b, change, verdict }: Compared): readonly string[] => [
  `${name}${unit === 'share' || unit === 'count' ? '' : ` ${unit}`}`,
  valueOf(a, unit),
  valueOf(b, unit),
  changeOf(change?.value, unit),
  change === undefined ? '-' : `${changeOf(change.low, unit)} to ${changeOf(change.high, unit)}`,
  words[verdict],
]

const valueOf = (value: number | undefined, unit: Compared['unit']): string => {
  if (value === undefined) return '-'
  return unit === 'share' ? `${(value * 100).toFixed(2)} %` : String(Number(value.toPrecision(4)))
}

/** Of shares a difference in points. */
const changeOf = (change: number | undefined, unit: Compared['unit']): string => {
  if (change === undefined) return '-'
  const percent = (change * 100).toFixed(unit === 'share' ? 2 : 1)
  return `${change < 0 ? '' : '+'}${percent} ${unit === 'share' ? 'points' : '%'}`
}

function conclusionOf(rows: readonly Compared[]): string {
  if (rows.every(({ verdict }) => verdict === 'too-short')) return 'The runs are too short to tell: record longer ones.'
  const named = (verdict: Compared['verdict']): string =>
    rows
      .filter((row) => row.verdict === verdict)
      .map(({ name, unit, change }) => `${name} (${changeOf(change?.value, unit)})`)
      .join(', ')
  const [worse, better] = [named('worse'), named('better')]
  if (worse === '' && better === '') return 'B does not differ from A in anything that matters and can be shown.'
  return `B is ${[worse && `worse in ${worse}`, better && `better in ${better}`].filter((part) => part !== '').join('; ')}.`
}
