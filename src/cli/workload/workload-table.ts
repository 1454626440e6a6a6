import type { LawTerm } from '../../analysis/workload/law.ts'
import { formatDuration } from '../../base/duration.ts'
import { formatLoad, unknown } from '../../base/readable-numbers.ts'
import type { SettledModel, SettledRow } from '../../workload/settle.ts'
import type { Transaction } from '../../workload/workload-model.ts'
import { textTable } from '../text-table.ts'

const titles = ['', 'WORKLOAD', 'TPS', 'USERS', 'ACTIVE', 'RESPONSE', 'THINK', 'SENDS']
const rightAligned = new Set([2, 3, 4, 5, 6])

/** A solved model as the terminal shows it. What was solved has a star, rows that cannot be have an exclamation mark. */
export function workloadTable({ rows, tps, users }: SettledModel): string {
  const active = rows.map(activeUsers)
  const allActive = active.includes(undefined)
    ? undefined
    : active.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const total = ['', 'total', formatLoad(short(tps)), countOf(users), countOf(allActive), '', '', '']
  const legend = [
    ...(rows.some(({ found }) => found !== undefined)
      ? ['* solved from the others: TPS = users / (response + think)']
      : []),
    ...(active.every((count) => count === undefined) ? [] : ['active: users who wait for an answer = TPS x response']),
  ]
  return `${textTable([titles, ...rows.map(rowOf), total], rightAligned)}${legend.map((line) => `${line}\n`).join('')}`
}

function rowOf(row: SettledRow): readonly string[] {
  const { raw, terms, found, problems } = row
  const star = (term: LawTerm, text: string): string => (found === term ? `${text}*` : text)
  return [
    problems.length > 0 ? '!' : '',
    raw.name,
    star('tps', countOf(terms.tps)),
    star('users', countOf(terms.users)),
    countOf(activeUsers(row)),
    star('response', timeOf(terms.response)),
    star('think', timeOf(terms.think)),
    sendsOf(raw.transaction),
  ]
}

/** By Little's law. */
const activeUsers = ({ terms: { tps, response } }: SettledRow): number | undefined =>
  tps === undefined || response === undefined ? undefined : (tps * response) / 1000

/** Four digits are more than any of the terms is good for. */
const short = (value: number): number => Number(value.toPrecision(4))
const countOf = (value: number | undefined): string => (value === undefined ? unknown : formatLoad(short(value)))
const timeOf = (ms: number | undefined): string => (ms === undefined ? unknown : formatDuration(short(ms)))

function sendsOf(transaction: Transaction | undefined): string {
  if (transaction === undefined) return unknown
  if (transaction.kind === 'function') return `${transaction.name}()`
  const { method, paths } = transaction.request
  return `${method} ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`
}
