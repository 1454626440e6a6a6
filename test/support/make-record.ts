import { createStore } from '../../src/base/store.ts'
import type { RunSnapshot } from '../../src/engine/api.ts'
import { Aggregator } from '../../src/engine/metrics/aggregator.ts'
import { Builtin } from '../../src/engine/metrics/metric.ts'
import { Shard } from '../../src/engine/metrics/shard.ts'
import { NO_TAGS } from '../../src/engine/metrics/tag-sets.ts'
import { RecordWriter } from '../../src/engine/record/record-writer.ts'
import { windowOf } from '../../src/engine/window-series.ts'
import { recordHeader } from './record-header.ts'
import { arrivals, urlConfig } from './run-url.ts'

export interface MadeRun {
  /** The record's folder, which is made. */
  readonly folder: string
  readonly seconds: number
  /** Iterations per second, each one request. */
  readonly rate: number
  /** Duration of request `index` of a second, in ms. */
  readonly duration: (second: number, index: number) => number
  /** Whether that request fails. */
  readonly fails?: (second: number, index: number) => boolean
}

/** Writes the record of a run that never was, as the program itself would. */
export function makeRecord({ folder, seconds, rate, duration, fails = () => false }: MadeRun): void {
  const config = urlConfig('http://127.0.0.1:1/', 1, [arrivals(rate, seconds * 1000)])
  const writer = new RecordWriter({
    folder,
    header: recordHeader(folder.split('/').at(-1) ?? '', config),
    script: undefined,
    onTrouble: () => undefined,
  })
  const still = { phase: { kind: 'running' }, paused: 0, scenarios: [], workers: [], thresholds: [], problems: [] }
  writer.follow({ snapshots: { get: () => still as unknown as RunSnapshot }, ticks: createStore([]) })
  const shard = new Shard(0, 0)
  const aggregator = new Aggregator([0], [])
  const tags = shard.tagSets.withAll(NO_TAGS, { scenario: 'load', method: 'GET', name: '/', url: '/' })
  for (let second = 0; second < seconds; second += 1) {
    for (let index = 0; index < rate; index += 1) {
      const isFailed = fails(second, index)
      const took = duration(second, index)
      shard.add(Builtin.iterations_due, tags, 1)
      shard.add(Builtin.iterations_started, tags, 1)
      shard.add(Builtin.iterations, tags, 1)
      if (!isFailed) shard.add(Builtin.iterations_good, tags, 1)
      shard.add(Builtin.iteration_duration, tags, took)
      shard.add(Builtin.iteration_duration_due, tags, took)
      shard.add(Builtin.http_reqs, shard.tagSets.with(tags, 'status', isFailed ? '503' : '200'), 1)
      shard.add(Builtin.http_req_duration, tags, took)
      shard.add(Builtin.http_req_failed, tags, isFailed ? 1 : 0)
    }
    aggregator.apply(shard.drain((second + 1) * 1000))
    for (const closed of aggregator.close((second + 1) * 1000)) {
      writer.window(closed, windowOf(closed, { inFlight: 1, vus: 1, pausedFor: 0, load: { load: rate } }))
    }
  }
  const end = { exitCode: 0, durationMs: seconds * 1000, totals: { requests: seconds * rate } }
  writer.finish(end as Parameters<RecordWriter['finish']>[0], { exitCode: 0 })
}
