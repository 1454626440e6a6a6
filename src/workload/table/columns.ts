import { type TimeUnit, timeUnitOf } from '../quantities.ts'

/** What a column of a table of workloads can be. */
export type ColumnName =
  | 'name'
  | 'tps'
  | 'computed'
  | 'users'
  | 'response'
  | 'think'
  | 'request'
  | 'function'
  | 'kind'
  | 'response-target'

export interface Column {
  readonly name: ColumnName
  readonly index: number
  /** As the header writes it. */
  readonly title: string
  readonly unit: TimeUnit | undefined
}

export interface Columns {
  readonly known: readonly Column[]
  /** Titles that mean nothing to us. */
  readonly unknown: readonly string[]
}

/** Titles in English and Korean, in small letters without their unit. */
const titles: readonly (readonly [ColumnName, RegExp])[] = [
  ['name', /^(?:workload|name|transaction|tx|워크로드|업무|이름|화면)$/],
  ['tps', /^(?:target\s*tps|tps\s*target|목표\s*tps)$/],
  ['computed', /^tps$/],
  ['users', /^(?:v?users?|vus?|사용자(?:\s*수)?|동시\s*사용자(?:\s*수)?)$/],
  ['response', /^(?:response(?:\s*time)?|응답\s*시간)$/],
  ['think', /^(?:think(?:\s*time)?|생각\s*시간)$/],
  ['request', /^(?:request|path|url|요청|경로)$/],
  ['function', /^(?:function|exec|함수)$/],
  ['kind', /^(?:kind|read\/write|읽기\/쓰기)$/],
  ['response-target', /^(?:response\s*target|target\s*response(?:\s*time)?|목표\s*응답\s*시간)$/],
]

const withUnit = /^(.*?)\s*[([]\s*([^()[\]]+?)\s*[)\]]\s*$/

/** What each column is. A table with one TPS column only has the target in it. */
export function readColumns(header: readonly string[]): Columns {
  const all = header.map((title, index) => columnOf(title, index))
  const hasTarget = all.some((column) => column?.name === 'tps')
  const known = all
    .filter((column) => column !== undefined)
    .map((column): Column => (column.name === 'computed' && !hasTarget ? { ...column, name: 'tps' } : column))
  return { known, unknown: header.filter((title, index) => title !== '' && all[index] === undefined) }
}

function columnOf(title: string, index: number): Column | undefined {
  const [, bare = title, unit] = withUnit.exec(title) ?? []
  const name = titles.find(([, pattern]) => pattern.test(bare.trim().toLowerCase()))?.[0]
  return name === undefined
    ? undefined
    : { name, index, title, unit: unit === undefined ? undefined : timeUnitOf(unit) }
}

/** Whether it is a table of workloads at all. */
export const isOfWorkloads = ({ known }: Columns): boolean =>
  known.some(({ name }) => name === 'name') && known.some(({ name }) => name === 'tps' || name === 'users')
