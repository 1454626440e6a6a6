import type { Millis } from '../../base/units.ts'
import type { Figures } from './load-figures.ts'
import type { Samples } from './samples.ts'

/** What became of everything that an output was given; `sent + queued + spooled + lost` is all of it. */
export interface OutputStats {
  /** As in `--out`. */
  readonly name: string
  /** Where it goes: a file, an address. */
  readonly destination: string
  /** Known to have arrived. */
  readonly sent: number
  /** Waiting in memory, or under way. */
  readonly queued: number
  /** Waiting on disk. */
  readonly spooled: number
  /** Not known to have arrived, and not tried again. */
  readonly lost: number
  /** Why the last ones were lost. */
  readonly reason: string | undefined
}

export const samplesIn = ({ sent, queued, spooled, lost }: OutputStats): number => sent + queued + spooled + lost

/** A place where the numbers of a run go while it runs. It never waits for the place, and never throws once it is open. */
export interface Output {
  readonly stats: OutputStats
  /** Throws when it can never work: a file that cannot be written. */
  readonly open: () => Promise<void>
  /** For outputs of single samples. */
  readonly takeSamples?: (samples: Samples) => void
  /** For outputs that send the figures of the load too, once a second. */
  readonly takeFigures?: (figures: Figures) => void
  /** Sends what waits; after `patience` without any progress the rest is lost. */
  readonly close: (patience: Millis) => Promise<void>
  /** Nobody wants to wait any more: what waits is lost. */
  readonly abandon: () => void
}
