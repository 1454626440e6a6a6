import { type Parsed, parsed, problems } from '../../base/result.ts'
import { readTime, readTps, readUsers, type TimeUnit } from '../quantities.ts'
import type { RawModel, RawWorkload, StatedTotal } from '../raw-model.ts'
import { readRequestLine } from '../request-line.ts'
import { type Transaction, usualConditions, usualResponseTargets, type WorkloadKind } from '../workload-model.ts'
import { type Column, type Columns, isOfWorkloads, readColumns } from './columns.ts'
import type { RawTable, TableRow } from './raw-table.ts'
import { RowReader } from './table-row.ts'

const totalWords = /^(?:total|sum|합계|총계|계)$/i

const wayOut =
  'a header such as | Workload | Target TPS | Users | Response time (s) | Think time (s) | Request | (also in Korean)'

/** Reads the first of the tables that is one of workloads. */
export function readTable(tables: readonly RawTable[], file: string): Parsed<RawModel> {
  const found = tables.find(({ header }) => isOfWorkloads(readColumns(header)))
  if (found === undefined) return problems(`${file}: there is no table of workloads in it: it needs ${wayOut}`)
  const columns = readColumns(found.header)
  const units = shareUnits(columns)
  const read = found.rows
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map((row) => new RowReader(file, isTotal(row, columns) ? alignTotal(row, found.header) : row, units.columns))
  const workloads = read.filter((row) => !totalWords.test(row.text('name') ?? '')).map(readWorkload)
  const totals = read.filter((row) => totalWords.test(row.text('name') ?? '')).map(readTotal)
  const wrong = read.flatMap((row) => row.problems)
  if (wrong.length > 0) return problems(...wrong)
  return parsed({
    file,
    model: 'open',
    url: undefined,
    script: undefined,
    duration: undefined,
    conditions: usualConditions,
    responseTargets: usualResponseTargets,
    workloads,
    total: totals[0],
    notes: [...units.notes, ...columns.unknown.map((title) => `${file}: the column "${title}" is not used`)],
  })
}

const timeColumns = ['response', 'think', 'response-target']

/** A time column without a unit has the one of its neighbours: whoever writes `Response Time(sec) | Think Time` means both. */
function shareUnits({ known }: Columns): { readonly columns: readonly Column[]; readonly notes: readonly string[] } {
  const times = known.filter(({ name }) => timeColumns.includes(name))
  const stated = times.find(({ unit }) => unit !== undefined)
  if (stated?.unit === undefined) return { columns: known, notes: [] }
  const { unit, title } = stated
  const without = times.filter((column) => column.unit === undefined)
  return {
    columns: known.map((column) => (without.includes(column) ? { ...column, unit } : column)),
    notes: without.map((column) => `"${column.title}" has no unit: read in ${unitNames[unit]}, as "${title}"`),
  }
}

const unitNames: Readonly<Record<TimeUnit, string>> = { ms: 'ms', s: 'seconds', min: 'minutes', h: 'hours' }

const isTotal = ({ cells }: TableRow, { known }: Columns): boolean =>
  totalWords.test(cells[known.find(({ name }) => name === 'name')?.index ?? 0] ?? '')

/** People leave out cells of a row of totals: its last one then stands under the last column. */
function alignTotal({ line, cells }: TableRow, header: readonly string[]): TableRow {
  const missing = header.length - cells.length
  const last = cells.at(-1)
  if (missing <= 0 || last === undefined) return { line, cells }
  return { line, cells: [...cells.slice(0, -1), ...Array.from({ length: missing }, () => ''), last] }
}

function readWorkload(row: RowReader): RawWorkload {
  const name = row.text('name')
  if (name === undefined) row.problems.push(`${row.place}: the row has no name`)
  return {
    name: name ?? '',
    place: row.place,
    stated: {
      tps: row.read('tps', readTps),
      users: row.read('users', readUsers),
      response: row.read('response', above0),
      think: row.read('think', readTime),
    },
    computed: row.read('computed', readTps),
    thinkLaw: undefined,
    kind: row.read('kind', readKind),
    responseTarget: row.read('response-target', above0),
    transaction: readTransaction(row),
  }
}

const above0 = (text: string, unit: TimeUnit | undefined): Parsed<number> => readTime(text, unit, 'above-zero')

const readKind = (text: string): Parsed<WorkloadKind> => {
  if (/^(?:read|r|읽기)$/i.test(text)) return parsed('read')
  return /^(?:write|w|쓰기)$/i.test(text) ? parsed('write') : problems(`must be read or write, got ${text}`)
}

function readTransaction(row: RowReader): Transaction | undefined {
  const [name, request] = [row.text('function'), row.read('request', readRequestLine)]
  if (name !== undefined && request !== undefined) {
    row.problems.push(`${row.place}: a workload has a request or a function, not both`)
  }
  if (name !== undefined) return { kind: 'function', name }
  return request === undefined ? undefined : { kind: 'request', request }
}

const readTotal = (row: RowReader): StatedTotal => ({
  place: row.place,
  tps: row.read('tps', readTps),
  users: row.read('users', readUsers),
  computed: row.read('computed', readTps),
})
