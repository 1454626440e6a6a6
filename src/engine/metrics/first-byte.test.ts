import { expect, it } from 'vitest'
import { Aggregator } from './aggregator.ts'
import { Builtin } from './metric.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'

it('takes the time to the first byte of answers that were as expected, not of refusals and failures', () => {
  const shard = new Shard(0, 0)
  const add = (waiting: number, tags: Readonly<Record<string, string>>): void =>
    shard.add(Builtin.http_req_waiting, shard.tagSets.withAll(NO_TAGS, tags), waiting)
  add(20, { expected_response: 'true', status: '200' })
  add(30, { expected_response: 'true', status: '404', error_code: '1404' })
  add(1, { expected_response: 'false', status: '503', error_code: '1503' })
  add(2, { expected_response: 'false', error: 'EOF', error_code: '1000' })
  add(40, { status: '200' })
  add(3, { status: '503', error_code: '1503' })
  const aggregator = new Aggregator([0], [])
  aggregator.apply(shard.drain(100))
  aggregator.closeAll(100)
  expect(aggregator.totals.firstByte.histogram).toMatchObject({ count: 3, min: 20, max: 40 })
})
