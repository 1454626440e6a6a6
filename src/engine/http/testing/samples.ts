import type { Shard } from '../../metrics/shard.ts'
import { addValues, makeSink, type Sink } from '../../metrics/sink.ts'

/** One series of a drained shard, added up. */
export interface DrainedSeries {
  readonly metric: string
  readonly tags: Readonly<Record<string, string>>
  /** counter: sum · rate: passes · gauge: last · trend: sum */
  readonly value: number
  /** rate, trend: samples; else 1 */
  readonly count: number
}

/** All that the shard holds; it must not have been drained before. */
export function drainSeries(shard: Shard): DrainedSeries[] {
  const { newSeries, series, values } = shard.drain(0)
  const result: DrainedSeries[] = []
  let offset = 0
  for (const id of series) {
    const def = newSeries.find((one) => one.id === id)
    if (def === undefined) throw new Error(`series ${id} was drained before`)
    const sink = makeSink[def.kind]()
    offset = addValues(sink, values, offset)
    result.push({ metric: def.metric, tags: Object.fromEntries(def.tags), ...readSink(sink) })
  }
  return result
}

function readSink(sink: Sink): { value: number; count: number } {
  switch (sink.kind) {
    case 'counter':
      return { value: sink.sum, count: 1 }
    case 'rate':
      return { value: sink.passes, count: sink.total }
    case 'gauge':
      return { value: sink.last ?? 0, count: 1 }
    case 'trend':
      return { value: sink.histogram.sum, count: sink.histogram.count }
  }
}
