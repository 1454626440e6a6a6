/** What one repetition of a case measured, by the names of columns; undefined: it cannot be measured there. */
export type Figures = Readonly<Record<string, number | undefined>>

export interface BenchCase {
  readonly name: string
  readonly measure: () => Promise<Figures>
}

/** Cases that have to be measured beside each other, in turns. */
export interface BenchSet {
  readonly names: readonly string[]
  /** One repetition of those of its cases that are asked for, by name. */
  readonly measure: (names: readonly string[]) => Promise<ReadonlyMap<string, Figures>>
}

export interface BenchColumn {
  readonly name: string
  readonly unit: string
  /** Behind the point. */
  readonly digits: number
}

export interface BenchOptions {
  /** Shorter measurements, for a first look and for CI: numbers spread more. */
  readonly isShort: boolean
  /** What was given behind the name. */
  readonly args: readonly string[]
}

/** What a file of this folder exports as `bench`, to be run by `npm run bench -- NAME`. */
export interface Bench {
  /** One line for the list of benches. */
  readonly about: string
  readonly repetitions: number
  readonly columns: readonly BenchColumn[]
  /** Starts what the cases share; `scope` ends it. */
  readonly open: (options: BenchOptions, scope: AsyncDisposableStack) => Promise<readonly (BenchCase | BenchSet)[]>
  /** What a reader must know to judge the numbers, given the medians; printed under the table. */
  readonly notes?: (rows: readonly BenchRow[]) => readonly string[]
}

export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

export interface BenchRow {
  readonly name: string
  readonly figures: Readonly<Record<string, Spread | undefined>>
}
