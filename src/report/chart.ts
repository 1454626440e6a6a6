import type { Millis } from '../base/units.ts'

/** What charts are made from: written into the page as JSON by node, read there by the page's script. Null: not known. */
export type Chart = TimeChart | LoadChart | HeatChart

/** A meaning, not a colour: the style says how it looks. The same words as in the terminal. */
export type Tone =
  | 'offered'
  | 'achieved'
  | 'good'
  | 'error'
  | 'dropped'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'due'
  | 'vus'
  | 'inside'
  | 'cpu'
  | 'own'
  | 'target'
  | 'loop'
  | 'memory'

export type Unit = 'rate' | 'ms' | 'count' | 'share'

export interface ChartLine {
  readonly name: string
  readonly tone: Tone
  readonly stroke: 'thin' | 'heavy' | 'dashed' | 'dotted'
  readonly isFilled?: boolean
  readonly values: readonly (number | null)[]
}

/** Something that was done at a moment. */
export interface ChartMark {
  readonly at: number
  readonly tone: 'mark' | 'alarm'
  readonly text: string
}

export interface TimeChart {
  readonly kind: 'time'
  readonly unit: Unit
  readonly isLog: boolean
  /** In s since the run began. */
  readonly at: readonly number[]
  readonly end: number
  readonly lines: readonly ChartLine[]
  readonly marks: readonly ChartMark[]
  readonly pauses: readonly (readonly [from: number, to: number])[]
}

export interface LoadLimit {
  readonly load: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
  readonly name: string
}

/** A stretch of loads; A grows, B does not, C has buckled. */
export interface LoadZone {
  readonly zone: 'A' | 'B' | 'C'
  readonly from: number
  readonly to: number
}

export interface LoadChart {
  readonly kind: 'load'
  readonly unit: Unit
  /** How a load is written: `/s` or ` VUs`. */
  readonly loadUnit: string
  readonly isLog: boolean
  /** Loads that were held, ascending; lines and `halves` have a value for each. */
  readonly loads: readonly number[]
  readonly lines: readonly ChartLine[]
  /** Half of the 95 % interval of the first line's values. */
  readonly halves: readonly (number | null)[]
  readonly dots: readonly (readonly [load: number, value: number])[]
  readonly curve: readonly (readonly [load: number, value: number])[]
  /** Draw where everything that is asked for comes back. */
  readonly hasIdeal: boolean
  readonly highest: number
  readonly zones: readonly LoadZone[]
  /** Where limits are named: away from the lines. */
  readonly namesAt: 'top' | 'bottom'
  readonly limits: readonly LoadLimit[]
}

export interface HeatChart {
  readonly kind: 'heat'
  /** In s; one more than there are columns. */
  readonly columns: readonly number[]
  /** In ms; one more than there are rows. */
  readonly rows: readonly Millis[]
  /** Column, row and count, one after the other. */
  readonly cells: readonly number[]
  readonly end: number
  /** What is counted. */
  readonly of: string
  readonly marks: readonly ChartMark[]
}
