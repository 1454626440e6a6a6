import { errors, share, spread, table } from '../report.ts'

export interface RivalRun {
  readonly procedure: string
  readonly name: string
  readonly seed: number
  /** Capacity; undefined: it never saturates. */
  readonly truth: number | undefined
  /** Undefined: no limit was found. */
  readonly answer: number | undefined
  readonly seconds: number
}

const columns: Readonly<Record<string, (runs: readonly RivalRun[]) => string>> = {
  runs: (runs) => String(runs.length),
  'capacity %': (runs) => errors(runs.map(errorOf)),
  'after s': (runs) => spread(runs.map(({ seconds }) => seconds)),
  missed: (runs) => share(runs.filter(({ truth }) => truth !== undefined).map(({ answer }) => answer === undefined)),
  'false saturation': (runs) =>
    share(runs.filter(({ truth }) => truth === undefined).map(({ answer }) => answer !== undefined)),
}

/** One line for each procedure, then one for each of its cases. */
export function printRivals(runs: readonly RivalRun[]): void {
  const rows = [...Map.groupBy(runs, ({ procedure }) => procedure)].flatMap(([procedure, group]) => [
    [procedure, group] as const,
    ...[...Map.groupBy(group, ({ name }) => name)].map(([name, one]) => [`  ${name}`, one] as const),
  ])
  table(columns, rows)
}

const errorOf = ({ truth, answer }: RivalRun): number | undefined =>
  truth === undefined || answer === undefined ? undefined : answer / truth - 1
