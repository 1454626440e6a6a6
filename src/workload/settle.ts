import { type LawSolution, type LawTerm, type LawTerms, solveLaw } from '../analysis/workload/law.ts'
import { formatDuration } from '../base/duration.ts'
import { formatLoad } from '../base/readable-numbers.ts'
import type { PerSecond } from '../base/units.ts'
import type { RawModel, RawWorkload, StatedTotal } from './raw-model.ts'
import { thinkLawOf } from './think-law.ts'
import type { Workload, WorkloadKind, WorkloadModel } from './workload-model.ts'

/** A workload with what the law adds to it. */
export interface SettledRow {
  readonly raw: RawWorkload
  readonly terms: LawTerms
  /** The term that was missing and is solved. */
  readonly found: LawTerm | undefined
  /** What is wrong with it. */
  readonly problems: readonly string[]
}

/** A file solved as far as it goes. */
export interface SettledModel {
  readonly rows: readonly SettledRow[]
  /** Of the rows. */
  readonly tps: PerSecond
  readonly users: number | undefined
  /** Undefined when there are problems. */
  readonly model: WorkloadModel | undefined
  /** Of rows and totals, in the order of the file. */
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

/** Solves every row, and finds what cannot be true of rows and totals. */
export function settle(raw: RawModel): SettledModel {
  const rows = raw.workloads.map((workload) => settleRow(workload, raw.model))
  const tps = sum(rows.map(({ terms }) => terms.tps ?? 0))
  const users = rows.map(({ terms }) => terms.users)
  const allUsers = users.includes(undefined) ? undefined : sum(users.map((count) => count ?? 0))
  const problems = [
    ...(raw.workloads.length === 0 ? [`${raw.file}: there is no workload in it: at least one is needed`] : []),
    ...findTwins(raw.workloads),
    ...rows.flatMap((row) => row.problems),
    ...(raw.total === undefined || raw.workloads.length === 0 ? [] : checkTotal(raw.total, tps, allUsers)),
  ]
  const model = problems.length > 0 ? undefined : modelOf(raw, rows)
  return { rows, tps, users: allUsers, model, problems, notes: raw.notes }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function settleRow(raw: RawWorkload, model: WorkloadModel['model']): SettledRow {
  const solution = solveLaw(raw.stated)
  const terms = solution.kind === 'consistent' ? solution.terms : raw.stated
  const found = solution.kind === 'consistent' ? solution.found : undefined
  const wrong = [
    ...contradictionOf(solution, raw.stated),
    ...(solution.kind === 'consistent' ? [...findMissing(terms, model), ...checkComputed(raw, terms)] : []),
  ]
  return { raw, terms, found, problems: wrong.map((text) => `${raw.place}: ${named(raw)}: ${text}`) }
}

const named = ({ name }: RawWorkload): string => `workload "${name}"`

function contradictionOf(solution: LawSolution, { tps = 0, users = 0, response = 0, think = 0 }: LawTerms): string[] {
  if (solution.kind === 'consistent') return []
  const { term, stated, computed } = solution
  if (term === 'tps') {
    const interval = `(${formatDuration(response)} + ${formatDuration(think)})`
    return [`${formatLoad(users)} users / ${interval} = ${tpsText(computed)}, but its target says ${tpsText(tps)}`]
  }
  const what = term === 'response' ? 'response time' : 'think time'
  return [
    `${formatLoad(users)} users at ${tpsText(tps)} leave ${roundDuration(computed)} for each request, which is less than the ${what} of ${formatDuration(stated)}`,
  ]
}

function findMissing({ tps, users, response, think }: LawTerms, model: WorkloadModel['model']): string[] {
  if (tps === undefined) return ['needs a target TPS, or else users, response time and think time']
  if (model === 'open' || (users !== undefined && response !== undefined && think !== undefined)) return []
  return ['the closed model needs two of users, response time and think time beside the target TPS']
}

/** The column that the file has for users / (response time + think time). */
function checkComputed({ computed }: RawWorkload, { tps }: LawTerms): string[] {
  if (computed === undefined || tps === undefined || isSame(computed, tps)) return []
  return [`its computed TPS says ${tpsText(computed)}, but it is ${tpsText(tps)}`]
}

function findTwins(workloads: readonly RawWorkload[]): string[] {
  return workloads.flatMap(({ name, place }, index) => {
    const first = workloads.findIndex((other) => other.name === name)
    return first === index ? [] : [`${place}: workload "${name}" is there twice, also at ${workloads[first]?.place}`]
  })
}

function checkTotal({ place, ...stated }: StatedTotal, tps: PerSecond, users: number | undefined): string[] {
  const wayOut = 'correct a row, or the total, or leave it out'
  const tpsTotals = [...new Set([stated.tps, stated.computed])].filter((total) => total !== undefined)
  return [
    ...tpsTotals
      .filter((total) => !isSame(total, tps))
      .map((total) => `${place}: the total says ${tpsText(total)}, but the rows add up to ${tpsText(tps)}: ${wayOut}`),
    ...(stated.users === undefined || users === undefined || Math.abs(stated.users - users) < 1
      ? []
      : [
          `${place}: the total says ${formatLoad(stated.users)} users, but the rows add up to ${formatLoad(users)}: ${wayOut}`,
        ]),
  ]
}

/** The last of three digits may be rounded. */
const isSame = (a: PerSecond, b: PerSecond): boolean => Math.abs(a - b) <= 0.005 * Math.max(a, b)

const tpsText = (tps: PerSecond): string => `${formatLoad(Number(tps.toPrecision(4)))}/s`
const roundDuration = (ms: number): string => formatDuration(Number(ms.toPrecision(3)))

function modelOf(raw: RawModel, rows: readonly SettledRow[]): WorkloadModel {
  const { file, model, url, script, duration, conditions } = raw
  return { file, model, url, script, duration, conditions, workloads: rows.map((row) => workloadOf(row, raw)) }
}

/** The response time that a row states is what it has to keep; else that of its kind. */
function workloadOf({ raw, terms: { tps = 0, users, response, think } }: SettledRow, model: RawModel): Workload {
  const { name, place, transaction } = raw
  const kind = raw.kind ?? kindOf(raw)
  return {
    name,
    place,
    tps,
    users,
    response,
    think,
    thinkLaw: raw.thinkLaw ?? thinkLawOf('constant'),
    kind,
    responseTarget: raw.responseTarget ?? raw.stated.response ?? model.responseTargets[kind],
    transaction,
  }
}

/** Methods that change nothing read (RFC 9110, 9.2.1). */
function kindOf({ transaction }: RawWorkload): WorkloadKind {
  if (transaction?.kind !== 'request') return 'read'
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(transaction.request.method) ? 'read' : 'write'
}
