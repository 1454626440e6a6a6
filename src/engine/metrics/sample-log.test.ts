import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { Builtin } from './metric.ts'
import { VuMetadata } from './metadata.ts'
import { type SampleBatch, SampleLog } from './sample-log.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'

const rows = ({ count, times, series, values }: SampleBatch): readonly (readonly [number, number, number])[] =>
  Array.from({ length: count }, (_, index) => [times[index], series[index], values[index]] as [number, number, number])

it('keeps every sample with its time and hands each over once', () => {
  const clock = new FakeClock(10)
  const log = new SampleLog(clock)
  log.add(3, 1.5, false)
  clock.advance(2)
  log.add(4, 2, true)
  log.add(5, 3, false)
  expect(rows(log.drain())).toEqual([
    [10, 3, 1.5],
    [10, 4, 2],
    [12, 5, 3],
  ])
  expect(log.drain()).toMatchObject({ count: 0, lost: 0 })
})

it('counts what it has no room for; nothing else gets lost', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 4 }), fc.integer({ min: 1, max: 4000 }), (bursts, most) => {
      const log = new SampleLog(new FakeClock(), most)
      for (const burst of bursts) {
        for (let sample = 0; sample < burst; sample += 1) log.add(sample, sample, false)
        const batch = log.drain()
        expect(batch.count + batch.lost).toBe(burst)
        expect(batch.count).toBe(Math.min(burst, most))
        expect(rows(batch).every(([, series, value], index) => series === index && value === index)).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

it('keeps metadata where samples have any, each set once', () => {
  const log = new SampleLog(new FakeClock())
  const metadata = new VuMetadata()
  log.add(0, 1, false, metadata.current)
  metadata.set('vu', '2')
  metadata.set('iter', '0')
  for (let sample = 0; sample < 1500; sample += 1) log.add(0, 1, false, metadata.current)
  metadata.set('iter', '1')
  log.add(0, 1, false, metadata.current)
  const { metadata: places, metadataSets, count } = log.drain()
  expect(metadataSets).toEqual([
    { iter: '0', vu: '2' },
    { iter: '1', vu: '2' },
  ])
  expect([places?.[0], places?.[1], places?.[1500], places?.[count - 1]]).toEqual([0, 1, 1, 2])
  log.add(0, 1, false)
  expect(log.drain()).toMatchObject({ metadata: undefined, metadataSets: [] })
})

it("gets the samples of k6's metrics from a shard, those of one request at one moment, and none of ours", () => {
  const clock = new FakeClock()
  const log = new SampleLog(clock)
  const shard = new Shard(0, 0, { samples: log })
  for (const metric of [
    'http_reqs',
    'http_req_duration',
    'start_lag',
    'http_req_failed',
    'iterations_due',
    'checks',
  ] as const) {
    clock.advance(1)
    shard.add(Builtin[metric], NO_TAGS, 1)
  }
  const names = shard.drain(10).newSeries.map(({ id, metric }) => [id, metric] as const)
  const seen = rows(log.drain()).map(([time, series]) => [new Map(names).get(series), time])
  expect(seen).toEqual([
    ['http_reqs', 1],
    ['http_req_duration', 1],
    ['http_req_failed', 1],
    ['checks', 6],
  ])
})
