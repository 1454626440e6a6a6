import { expect, it } from 'vitest'
import { FakeClock } from '../base/clock.ts'
import { configureModel } from './models.ts'
import type { GivenParams } from './options.ts'
import { Target } from './target.ts'

function begin(params: GivenParams, isThere: (request: string) => boolean = () => true) {
  const clock = new FakeClock(1e6)
  const replies: string[] = []
  const target = new Target<string>({
    name: 'bounded',
    model: configureModel('bounded', params),
    clock,
    seed: 1,
    reply: (request, status) => {
      if (isThere(request)) replies.push(`${request} ${status}`)
      return isThere(request)
    },
  })
  return { clock, replies, target }
}

it('answers at the first pump after the answer is due', () => {
  const { clock, replies, target } = begin({ servers: 1, serviceTime: 10 })
  target.arrive('a')
  clock.advance(9.9)
  target.pump()
  expect(replies).toEqual([])
  clock.advance(0.2)
  target.pump()
  expect(replies).toEqual(['a 200'])
})

it('answers what is due before it takes the next request', () => {
  const { clock, replies, target } = begin({ servers: 1, serviceTime: 10, queue: 0 })
  target.arrive('a')
  target.arrive('b')
  clock.advance(10)
  target.arrive('c')
  expect(replies).toEqual(['b 503', 'a 200'])
  expect(target.counts()).toMatchObject({ received: 3, answered: 1, rejected: 1, inService: 1, queued: 0 })
})

it('serves an abandoned request to its end', () => {
  const { clock, target } = begin({ servers: 1, serviceTime: 10 }, (request) => request !== 'gone')
  target.arrive('gone')
  target.arrive('b')
  clock.advance(19)
  expect(target.counts()).toMatchObject({ received: 2, answered: 0, abandoned: 1, inService: 1, queued: 0 })
  clock.advance(1)
  expect(target.counts()).toMatchObject({ answered: 1, abandoned: 1, byStatus: { 200: 1 } })
})

it('says how busy its servers were since the reset', () => {
  const { clock, target } = begin({ servers: 2, serviceTime: 10 })
  target.reset()
  target.arrive('a')
  clock.advance(10)
  target.pump()
  clock.advance(10)
  expect(target.report().busyFraction).toBeCloseTo(0.25)
})

it('answers all who wait when it is reset, and starts afresh', () => {
  const { replies, target } = begin({ servers: 1, serviceTime: 1000 })
  target.arrive('a')
  target.arrive('b')
  target.reset()
  expect(replies).toEqual(['a 200', 'b 200'])
  expect(target.counts()).toMatchObject({ received: 0, answered: 0, inService: 0, queued: 0, byStatus: {} })
})

it('counts replies later than 5 ms, and says when its pump is starved', () => {
  const { clock, target } = begin({ servers: 1, serviceTime: 10 })
  target.arrive('a')
  clock.advance(40)
  target.pump()
  const { lateReplies, pumpLagP99, valid, invalid } = target.report()
  expect({ lateReplies, pumpLagP99, valid }).toEqual({ lateReplies: 1, pumpLagP99: 39.25, valid: false })
  expect(invalid).toContain('pump up to 39.25 ms late (p99), limit 5 ms')
})
