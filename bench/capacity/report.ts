import type { Score } from './score.ts'

export const quantile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

export const percent = (value: number): string => (Number.isNaN(value) ? '-' : (100 * value).toFixed(1))
const known = (values: readonly (number | undefined)[]): number[] => values.filter((value) => value !== undefined)

/** median / 90 % / worst of the absolute errors, in percent. */
export function errors(values: readonly (number | undefined)[]): string {
  const sizes = known(values).map(Math.abs)
  if (sizes.length === 0) return '-'
  return [0.5, 0.9, 1].map((p) => percent(quantile(sizes, p))).join('/')
}

export const spread = (values: readonly number[]): string =>
  values.length === 0 ? '-' : [0.5, 0.9, 1].map((p) => quantile(values, p).toFixed(0)).join('/')

export const share = (flags: readonly (boolean | undefined)[]): string => {
  const given = flags.filter((flag) => flag !== undefined)
  return given.length === 0 ? '-' : `${given.filter(Boolean).length}/${given.length}`
}

function counted(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ${all.length}`)
  return counts.join(', ') || '-'
}

const columns: Readonly<Record<string, (scores: readonly Score[]) => string>> = {
  runs: (scores) => String(scores.length),
  'capacity %': (scores) => errors(scores.map(({ capacity }) => capacity.error)),
  'saturation %': (scores) => errors(scores.map(({ saturation }) => saturation.error)),
  'buckle %': (scores) => errors(scores.map(({ buckle }) => buckle.error)),
  'G at buckle %': (scores) => errors(scores.map(({ buckleGoodput }) => buckleGoodput)),
  'in C': (scores) => share(scores.map(({ capacity }) => capacity.isCovered)),
  'in sat': (scores) => share(scores.map(({ saturation }) => saturation.isCovered)),
  'in buckle': (scores) => share(scores.map(({ buckle }) => buckle.isCovered)),
  'C after s': (scores) => spread(scores.map(({ capacityAfter }) => capacityAfter)),
  'all after s': (scores) => spread(scores.map(({ doneAfter }) => doneAfter)),
  'k sent': (scores) => spread(scores.map(({ sent }) => sent / 1000)),
  overshoot: (scores) => quantile(known(scores.map(({ overshoot }) => overshoot)), 0.5).toFixed(1),
  missed: (scores) => counted(scores.flatMap(({ missed }) => missed)),
  'false sat': (scores) => String(scores.filter(({ isFalseSaturation }) => isFalseSaturation).length),
  'false buckle': (scores) => String(scores.filter(({ isFalseBuckle }) => isFalseBuckle).length),
  'wrong kind': (scores) => String(scores.filter(({ isWrongKind }) => isWrongKind).length),
}

export function printReport(scores: readonly Score[], withWorst: boolean): void {
  const groups: [string, readonly Score[]][] = [...Map.groupBy(scores, ({ name }) => name)]
  groups.push(['ALL', scores], ['C >= 400/s', scores.filter(({ truth }) => (truth ?? 0) >= 400)])
  table(columns, groups)
  if (withWorst) printWorst(scores)
}

/** A line for each group, a cell for each column. */
export function table<T>(
  cells: Readonly<Record<string, (group: readonly T[]) => string>>,
  groups: readonly (readonly [string, readonly T[]])[],
): void {
  const rows = groups.map(([name, group]) => [name, ...Object.values(cells).map((cell) => cell(group))])
  const all = [['case', ...Object.keys(cells)], ...rows]
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  for (const row of all) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

function printWorst(scores: readonly Score[]): void {
  const badness = ({ capacity, buckle, saturation, missed, isFalseBuckle }: Score): number =>
    missed.length > 0 || isFalseBuckle
      ? Infinity
      : Math.max(Math.abs(capacity.error ?? 0), Math.abs(buckle.error ?? 0) / 3, Math.abs(saturation.error ?? 0) / 2)
  for (const score of scores.toSorted((a, b) => badness(b) - badness(a)).slice(0, 20)) {
    console.log(
      `${score.name} seed ${score.seed} truth ${score.truth?.toFixed(0)}: capacity ${percent(score.capacity.error ?? Number.NaN)} saturation ${percent(score.saturation.error ?? Number.NaN)} buckle ${percent(score.buckle.error ?? Number.NaN)} after ${score.capacityAfter.toFixed(0)}/${score.doneAfter.toFixed(0)} s${score.missed.length === 0 ? '' : `, missed ${score.missed.join(' ')}`}${score.isFalseBuckle ? ', false buckle' : ''}`,
    )
  }
}
