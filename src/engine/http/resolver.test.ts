import type { LookupAddress } from 'node:dns'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import type { DnsConfig } from '../config/run-config.ts'
import { Resolver, type SystemLookup } from './resolver.ts'

const four = ['192.0.2.1', '192.0.2.2', '192.0.2.3']
const six = ['2001:db8::1']

interface Rig {
  readonly clock: FakeClock
  readonly asked: string[]
  /** Answers all that wait. */
  readonly answer: (error?: NodeJS.ErrnoException) => void
  readonly resolve: (hostname: string) => string[]
}

function makeRig(config: Partial<DnsConfig>, addresses: readonly string[] = [...six, ...four]): Rig {
  const clock = new FakeClock()
  const asked: string[] = []
  const waiting: Parameters<SystemLookup>[1][] = []
  const all: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const full: DnsConfig = { ttl: 1000, select: 'first', policy: 'preferIPv4', ...config }
  const resolver = new Resolver(
    full,
    clock,
    () => 0.5,
    (hostname, done) => {
      asked.push(hostname)
      waiting.push(done)
    },
  )
  return {
    clock,
    asked,
    answer: (error) => {
      for (const done of waiting.splice(0)) done(error ?? null, all)
    },
    resolve: (hostname) => {
      const results: string[] = []
      resolver.resolve(hostname, (failure, address) => results.push(failure?.message ?? address))
      return results
    },
  }
}

it.each(['127.0.0.1', '::1', '192.0.2.9'])('takes the address %s as it is', (address) => {
  const rig = makeRig({})
  expect(rig.resolve(address)).toEqual([address])
  expect(rig.asked).toEqual([])
})

it('knows localhost without asking', () => {
  const rig = makeRig({})
  expect([rig.resolve('localhost'), rig.resolve('api.localhost')]).toEqual([['127.0.0.1'], ['127.0.0.1']])
  expect(rig.asked).toEqual([])
})

it('asks once for all that wait, and again after the ttl', () => {
  const rig = makeRig({ ttl: 1000 })
  const results = [rig.resolve('a.test'), rig.resolve('a.test')]
  rig.answer()
  expect(results).toEqual([[four[0]], [four[0]]])
  rig.clock.advance(999)
  expect(rig.resolve('a.test')).toEqual([four[0]])
  rig.clock.advance(1)
  rig.resolve('a.test')
  expect(rig.asked).toEqual(['a.test', 'a.test'])
})

it('keeps nothing with a ttl of 0 and everything with an endless one', () => {
  const forgetful = makeRig({ ttl: 0 })
  forgetful.resolve('a.test')
  forgetful.answer()
  forgetful.resolve('a.test')
  expect(forgetful.asked.length).toBe(2)
  const endless = makeRig({ ttl: Number.POSITIVE_INFINITY })
  endless.resolve('a.test')
  endless.answer()
  endless.clock.advance(1e12)
  expect(endless.resolve('a.test')).toEqual([four[0]])
})

it.each([
  ['preferIPv4', four[0]],
  ['preferIPv6', six[0]],
  ['onlyIPv4', four[0]],
  ['onlyIPv6', six[0]],
  ['any', six[0]],
] as const)('with %s takes %s', (policy, expected) => {
  const rig = makeRig({ policy })
  const result = rig.resolve('a.test')
  rig.answer()
  expect(result).toEqual([expected])
})

it('falls back to the other family only where that is allowed', () => {
  const prefers = makeRig({ policy: 'preferIPv6' }, four)
  const insists = makeRig({ policy: 'onlyIPv6' }, four)
  const results = [prefers.resolve('a.test'), insists.resolve('a.test')]
  prefers.answer()
  insists.answer()
  expect(results).toEqual([[four[0]], ['lookup: no such host']])
})

it('selects at random or in turn', () => {
  const random = makeRig({ select: 'random' })
  const drawn = random.resolve('a.test')
  random.answer()
  expect(drawn).toEqual([four[1]])
  const turning = makeRig({ select: 'roundRobin' })
  turning.resolve('a.test')
  turning.answer()
  expect([1, 2, 3].flatMap(() => turning.resolve('a.test'))).toEqual([four[1], four[2], four[0]])
})

it.each([
  ['ENOTFOUND', 'lookup: no such host'],
  ['EAI_AGAIN', 'lookup a.test: temporary failure in name resolution'],
])('tells of %s, and asks again next time', (code, message) => {
  const rig = makeRig({})
  const result = rig.resolve('a.test')
  rig.answer(Object.assign(new Error(code), { code }))
  expect(result).toEqual([message])
  rig.resolve('a.test')
  expect(rig.asked.length).toBe(2)
})
