import type { Metadata } from '../metrics/metadata.ts'
import type { SampleBatch } from '../metrics/sample-log.ts'
import type { Series } from './series-table.ts'
import type { Instant, WallClock } from './wall-clock.ts'

/** Single samples of one worker, and what its numbers of series mean. */
export interface Samples {
  /** Counts from 0; main, which has samples too, comes first. */
  readonly worker: number
  readonly batch: SampleBatch
  /** Undefined for what outputs do not see. */
  readonly seriesOf: (id: number) => Series | undefined
}

export interface Sample {
  readonly worker: number
  readonly series: Series
  readonly time: Instant
  readonly value: number
  readonly metadata: Metadata | undefined
}

/** Times are measured in ns: digits below them are the noise of binary fractions. */
export const exactly = ({ contains }: Series, value: number): number =>
  contains === 'time' && Math.abs(value) < 1e9 ? Math.round(value * 1e6) / 1e6 : value

/** Why samples are lost that never came to an output. */
export const NO_ROOM = 'more samples than memory holds'

/** Samples that are written as one piece of text: enough to be quick, little enough not to hold up the thread. */
const PIECE = 8192

/**
 * The text of samples, piece by piece: `line` writes one, or gives back undefined when it cannot; `take` gets each piece with the
 * number of samples in it. Gives back how many could not be written.
 */
export function writeLines(
  { worker, batch, seriesOf }: Samples,
  clock: WallClock,
  line: (sample: Sample) => string | undefined,
  take: (text: string, count: number) => void,
): number {
  const { times, series: ids, values, metadata: places, metadataSets } = batch
  let refused = 0
  for (let from = 0; from < batch.count; from += PIECE) {
    let text = ''
    let count = 0
    for (let index = from; index < Math.min(batch.count, from + PIECE); index += 1) {
      const series = seriesOf(ids[index] as number)
      if (series === undefined) continue
      const written = line({
        worker,
        series,
        time: clock.at(times[index] as number),
        value: values[index] as number,
        metadata: places === undefined ? undefined : metadataSets[(places[index] as number) - 1],
      })
      if (written === undefined) {
        refused += 1
        continue
      }
      text += written
      count += 1
    }
    if (count > 0) take(text, count)
  }
  return refused
}
