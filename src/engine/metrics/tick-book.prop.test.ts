import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Builtin } from './metric.ts'
import { TICK } from './periods.ts'
import { Shard } from './shard.ts'
import { NO_TAGS, type TagSetId } from './tag-sets.ts'
import { type ClosedTick, TickBook } from './tick-book.ts'

/** Workers with a shard each, whose samples are of the scenarios a and b; only a is counted. */
class Bench {
  readonly book: TickBook
  readonly #shards: readonly Shard[]
  readonly ticks: ClosedTick[] = []

  constructor(workers: number) {
    const ids = Array.from({ length: workers }, (_, id) => id)
    this.book = new TickBook(ids)
    this.#shards = ids.map((id) => new Shard(id, 0, { ticksCount: (scenario) => scenario === 'a' }))
  }

  begin(worker: number, count: number, scenario = 'a'): void {
    for (let n = 0; n < count; n += 1)
      this.#shard(worker).add(Builtin.iterations_started, this.#tags(worker, scenario), 1)
  }

  end(worker: number, duration: number): void {
    this.#shard(worker).add(Builtin.iteration_duration, this.#tags(worker, 'a'), duration)
  }

  send(worker: number, at: number, busy = 0): void {
    this.book.apply(this.#shard(worker).tick(at), busy)
    this.ticks.push(...this.book.close(at))
  }

  #shard(worker: number): Shard {
    const shard = this.#shards[worker]
    if (shard === undefined) throw new RangeError(`no worker ${worker}`)
    return shard
  }

  #tags(worker: number, scenario: string): TagSetId {
    return this.#shard(worker).tagSets.with(NO_TAGS, 'scenario', scenario)
  }
}

const spans = (ticks: readonly ClosedTick[]): [number, number, number][] =>
  ticks.map(({ from, to, count }) => [from, to, count('iterations_started')])

describe('a tick', () => {
  it('closes when the last worker has sent past its end', () => {
    const bench = new Bench(2)
    bench.begin(0, 3)
    bench.send(0, 250.4, 2)
    expect(bench.ticks).toEqual([])
    bench.begin(1, 4)
    bench.send(1, 251.2, 5)
    expect(spans(bench.ticks)).toEqual([[0, 250, 7]])
    expect(bench.ticks[0]?.inFlight).toBe(7)
  })

  it('counts what a quick worker has sent of the next tick in the next tick', () => {
    const bench = new Bench(2)
    bench.send(0, 250, 1)
    bench.begin(0, 9)
    bench.send(0, 500, 8)
    bench.send(1, 250, 1)
    bench.send(1, 500, 1)
    expect(spans(bench.ticks)).toEqual([
      [0, 250, 0],
      [250, 500, 9],
    ])
    expect(bench.ticks.map(({ inFlight }) => inFlight)).toEqual([2, 9])
  })

  it('is longer where a worker was late, so that counts and length belong together', () => {
    const bench = new Bench(1)
    bench.begin(0, 38)
    bench.send(0, 380)
    bench.begin(0, 12)
    bench.send(0, 500.5)
    bench.begin(0, 100)
    bench.send(0, 1500)
    expect(spans(bench.ticks)).toEqual([
      [0, 500, 50],
      [500, 1500, 100],
    ])
  })

  it('does not wait for a worker that has ended, nor for one that is silent for 2 s', () => {
    const bench = new Bench(2)
    bench.book.retire(1)
    bench.send(0, 250)
    expect(bench.ticks).toHaveLength(1)
    const silent = new Bench(2)
    for (let at = 250; at <= 2500; at += TICK) silent.send(0, at)
    expect(spans(silent.ticks)).toEqual([
      [0, 250, 0],
      [250, 500, 0],
    ])
    silent.begin(1, 6)
    silent.send(1, 2501)
    expect(silent.ticks.reduce((sum, { count }) => sum + count('iterations_started'), 0)).toBe(6)
  })

  it('is none when it would be cut short by the end of the run', () => {
    const bench = new Bench(1)
    bench.send(0, 250)
    bench.begin(0, 5)
    bench.send(0, 340)
    bench.book.retire(0)
    expect(bench.book.close(10_000)).toEqual([])
  })

  it('holds the durations of its iterations, and nothing of scenarios that are not counted', () => {
    const bench = new Bench(1)
    bench.begin(0, 5, 'b')
    for (const duration of [10, 20, 30]) bench.end(0, duration)
    bench.send(0, 250)
    const [tick] = bench.ticks
    expect(tick?.count('iterations_started')).toBe(0)
    expect(tick?.trend('iteration_duration').count).toBe(3)
    expect(tick?.trend('iteration_duration').quantile(0.5)).toBeCloseTo(20, 0)
    expect(tick?.trend('start_lag').count).toBe(0)
  })
})

const sending = fc.record({
  worker: fc.constantFrom(0, 1, 2),
  count: fc.nat(20),
  after: fc.integer({ min: 1, max: 700 }),
})

it('loses no count and counts none twice, and ticks follow each other without gaps, whenever workers send', () => {
  fc.assert(
    fc.property(fc.array(sending), (sendings) => {
      const bench = new Bench(3)
      let now = 0
      let begun = 0
      for (const { worker, count, after } of sendings) {
        bench.begin(worker, count)
        begun += count
        now += after
        bench.send(worker, now)
      }
      now = TICK * Math.ceil(now / TICK + 1)
      for (const worker of [0, 1, 2]) bench.send(worker, now)
      expect(bench.ticks.reduce((sum, { count }) => sum + count('iterations_started'), 0)).toBe(begun)
      for (const [index, { from }] of bench.ticks.entries()) expect(from).toBe(bench.ticks[index - 1]?.to ?? 0)
      expect(bench.ticks.at(-1)?.to).toBe(now)
    }),
  )
})
