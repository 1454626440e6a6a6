import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BackendTally } from './backend-tally.ts'
import { BalanceBook } from './balance-book.ts'
import { isUneven, testEvenness } from './evenness.ts'
import { judgeBalance } from './judge-balance.ts'

const service = 'http://shop'
const tally = (name: string, change: Partial<BackendTally>): BackendTally => ({
  service,
  name,
  answers: 0,
  failures: 0,
  connections: 0,
  stays: 0,
  p50: 20,
  ...change,
})

/** Each request is dealt by itself: no connection stays. */
const dealt = (counts: Readonly<Record<string, number>>): BackendTally[] =>
  Object.entries(counts).map(([name, answers]) =>
    tally(name, { answers, connections: 2, stays: Math.floor(answers / 9) }),
  )

/** Connections stay: [answers, connections] of each. */
const sticky = (counts: Readonly<Record<string, readonly [number, number]>>): BackendTally[] =>
  Object.entries(counts).map(([name, [answers, connections]]) =>
    tally(name, { answers, connections, stays: answers - connections }),
  )

describe('the test of evenness', () => {
  it('calls equal counts even, and does not mind their order', () => {
    expect(testEvenness([100, 100, 100])).toEqual({ chiSquare: 0, degrees: 2, p: 1, deviation: 0 })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 2, maxLength: 9 }), (counts) => {
        expect(testEvenness(counts.toReversed())?.p).toBeCloseTo(testEvenness(counts)?.p ?? NaN, 9)
      }),
    )
  })

  it('gives the p-value of a die that is known from textbooks', () => {
    expect(testEvenness([5, 8, 9, 8, 10, 20])?.p).toBeCloseTo(0.0199, 3)
  })

  it('says nothing of one backend, or of few answers', () => {
    expect(testEvenness([100])).toBeUndefined()
    expect(testEvenness([4, 5])).toBeUndefined()
  })

  it('does not make much of little, however sure it is', () => {
    expect(testEvenness([100_000, 102_000])?.p).toBeLessThan(0.001)
    expect([testEvenness([100_000, 102_000]), testEvenness([100, 200])].map((it) => it && isUneven(it))).toEqual([
      false,
      true,
    ])
  })
})

describe('who makes shares uneven', () => {
  it('nobody, where requests are dealt in turn', () => {
    const { kind, conclusion } = judgeBalance(service, dealt({ a: 400, b: 401, c: 399 }), false)
    expect([kind, conclusion]).toEqual(['even', '3 backends with even shares: 33 % to 33 %, p = 0.998'])
  })

  it('the balancer, where requests are dealt unevenly', () => {
    const { kind, conclusion } = judgeBalance(service, dealt({ a: 600, b: 150, c: 250 }), false)
    expect([kind, conclusion]).toEqual([
      'balancer',
      'the balancer deals requests unevenly (p < 0.001): a 60 %, b 15 %, even would be 33 %',
    ])
  })

  it('the balancer, where connections stay and are dealt unevenly', () => {
    expect(judgeBalance(service, sticky({ a: [900, 80], b: [300, 20] }), false).kind).toBe('balancer')
  })

  it('our own connections, where these stay and are dealt as evenly as chance has it', () => {
    const { kind, conclusion, next } = judgeBalance(service, sticky({ a: [600, 8], b: [300, 6] }), false)
    expect([kind, conclusion]).toEqual([
      'keep-alive',
      'our connections stay with their backends, and 14 of them were dealt (p = 0.593): a 67 %, b 33 %, even would be 50 %',
    ])
    expect(next).toContain('--connection-max-age')
  })

  it('nobody knows, with few answers, one backend, or a name for each answer', () => {
    expect(judgeBalance(service, dealt({ a: 3, b: 1 }), false).kind).toBe('unknown')
    expect(judgeBalance(service, dealt({ a: 300 }), false).conclusion).toBe('all answers came from a')
    expect(judgeBalance(service, [tally('', { answers: 70 })], false)).toMatchObject({ kind: 'single', unnamed: 70 })
    expect(judgeBalance(service, dealt({ a: 300, b: 300 }), true).conclusion).toContain('is it the right header?')
  })

  it('tells a backend that is slow, and one that fails', () => {
    const slow = judgeBalance(service, [...dealt({ a: 400, b: 400 }), tally('c', { answers: 400, p50: 210 })], false)
    expect(slow.notes).toEqual(['c is slow: median 210 ms, the others 20 ms'])
    const failing = judgeBalance(service, [...dealt({ a: 400 }), tally('b', { answers: 400, failures: 48 })], false)
    expect(failing.notes).toEqual(['b fails: 12 % of its answers, the others 0 %'])
  })
})

describe('backends that come and go', () => {
  /** A second after another; counts are those of the second. */
  function follow(seconds: readonly Readonly<Record<string, number>>[], make = dealt): readonly string[] {
    const book = new BalanceBook()
    const sums: Record<string, number> = {}
    return seconds.flatMap((second, at) => {
      for (const [name, count] of Object.entries(second)) sums[name] = (sums[name] ?? 0) + count
      return book.add((at + 1) * 1000, make(sums)).map(({ kind, name, count }) => `${at + 1}s ${name} ${kind} ${count}`)
    })
  }
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

  it('are no news at the beginning', () => {
    expect(follow([{ a: 30 }, { a: 20, b: 20 }, ...times(5, { a: 20, b: 20 })])).toEqual([])
  })

  it('are told when one appears, falls silent, and answers again', () => {
    const seconds = [...times(6, { a: 20, b: 20 }), ...times(4, { a: 14, b: 13, c: 13 }), ...times(5, { a: 20, c: 20 })]
    expect(follow([...seconds, { a: 14, b: 13, c: 13 }])).toEqual([
      '7s c appeared 3',
      '13s b vanished 2',
      '16s b returned 3',
    ])
  })

  it('are not missed while nothing is asked, nor when their share is small', () => {
    expect(follow([...times(6, { a: 20, b: 20 }), ...times(9, {})])).toEqual([])
    expect(follow([...times(6, { a: 200, b: 1 }), ...times(5, { a: 200 })])).toEqual([])
  })

  it('are not missed where connections stay, and none is opened', () => {
    const make = (sums: Readonly<Record<string, number>>): BackendTally[] =>
      sticky(Object.fromEntries(Object.entries(sums).map(([name, answers]) => [name, [answers, 2] as const])))
    expect(follow([...times(6, { a: 20, b: 20 }), ...times(9, { a: 40 })], make)).toEqual([])
  })

  it('begin the count of shares anew', () => {
    const book = new BalanceBook()
    for (let at = 1; at <= 6; at += 1) book.add(at * 1000, dealt({ a: 40 * at, b: 20 * at }))
    book.add(7000, dealt({ a: 260, b: 140, c: 20 }))
    book.add(8000, dealt({ a: 280, b: 160, c: 40 }))
    expect(book.balances[0]?.backends.map(({ answers }) => answers)).toEqual([20, 20, 20])
    expect(book.balances[0]?.kind).toBe('even')
  })
})
