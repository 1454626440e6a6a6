import { expect, it } from 'vitest'
import { Aggregator } from './aggregator.ts'
import { Builtin } from './metric.ts'
import { MOST_REQUEST_NAMES, OTHER_REQUESTS, requestKey, splitRequestKey } from './request-stats.ts'
import { Shard } from './shard.ts'
import { NO_TAGS, type TagSetId } from './tag-sets.ts'

interface Sent {
  readonly name: string
  readonly status?: string
  readonly duration?: number
  readonly failed?: boolean
}

function play(requests: readonly Sent[]): Aggregator {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  for (const { name, status = '200', duration = 1, failed = false } of requests) {
    const tags: TagSetId = shard.tagSets.withAll(NO_TAGS, { method: 'GET', name, url: name, status })
    shard.add(Builtin.http_reqs, tags, 1)
    shard.add(Builtin.http_req_failed, tags, failed ? 1 : 0)
    shard.add(Builtin.http_req_duration, tags, duration)
    shard.add(Builtin.http_response_bytes, tags, 100)
  }
  aggregator.apply(shard.drain(100))
  aggregator.closeAll(100)
  return aggregator
}

it('tells requests apart by method and name, whatever became of them', () => {
  const { totals } = play([
    { name: '/a', duration: 5 },
    { name: '/a', duration: 15, status: '503', failed: true },
    { name: '/b' },
  ])
  const stats = totals.requests.get(requestKey({ method: 'GET', name: '/a' }))
  expect([...totals.requests.keys()].map((key) => splitRequestKey(key).name)).toEqual(['/a', '/b'])
  expect(stats?.requests.sum).toBe(2)
  expect(stats?.failures).toMatchObject({ passes: 1, total: 2 })
  expect(stats?.durations.histogram).toMatchObject({ count: 2, min: 5, max: 15 })
  expect(stats?.received.sum).toBe(200)
  expect([...(stats?.statuses ?? [])].map(([status, { sum }]) => [status, sum])).toEqual([
    ['200', 1],
    ['503', 1],
  ])
})

it('counts names beyond a bound together, and loses none', () => {
  const { totals } = play(Array.from({ length: MOST_REQUEST_NAMES + 30 }, (_, index) => ({ name: `/item/${index}` })))
  expect(totals.requests.size).toBe(MOST_REQUEST_NAMES + 1)
  expect(totals.requests.get(OTHER_REQUESTS)?.requests.sum).toBe(30)
})
