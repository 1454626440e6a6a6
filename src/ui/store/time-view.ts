import type { Millis } from '../../base/units.ts'

/** What part of the run the charts over time show. */
export interface TimeView {
  /** What one column spans. */
  readonly columnMs: Millis
  /** The newest moment shown; undefined = now, and it moves. */
  readonly until: Millis | undefined
}

/** What a column may span. At the widest a screen of 80 columns holds the hour that is kept. */
export const columnSpans: readonly Millis[] = [1000, 2000, 5000, 10_000, 30_000, 60_000]

export const liveTime: TimeView = { columnMs: 1000, until: undefined }
