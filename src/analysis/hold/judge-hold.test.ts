import { describe, expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import type { Observation } from '../observation.ts'
import { lasting, makeTicks, type TickShape } from '../testing/make-ticks.ts'
import type { Hold, HoldContext } from './hold.ts'
import { judgeHold, settlingTime } from './judge-hold.ts'
import { makeUnloaded } from '../testing/make-hold.ts'

const context: HoldContext = {
  model: 'open',
  unloaded: makeUnloaded(20, 22),
  tolerance: 0.02,
  inFlightCap: 1000,
}

function judge(shapes: readonly TickShape[], details: Partial<HoldContext> = {}): Hold {
  const hold = judgeHold(makeTicks(shapes), { ...context, ...details })
  if (hold === undefined) throw new Error('nothing settled')
  return hold
}

describe('the verdict', () => {
  it.each([
    ['all comes back', { load: 400, good: 400 }, 'sustained'],
    ['next to nothing is lost', { load: 400, good: 396, failed: 4 }, 'sustained'],
    ['much fails', { load: 400, good: 360, failed: 40 }, 'saturated'],
    ['much is dropped', { load: 450, good: 400, dropped: 50, started: 400 }, 'saturated'],
    ['what is too much piles up', { load: 430, good: 400 }, 'saturated'],
  ] as const)('when %s is: %s', (_, shape, verdict) => {
    expect(judge(lasting(shape, 6)).verdict).toBe(verdict)
  })

  it('does not count failures that are there without load', () => {
    const shape = { load: 400, good: 388, failed: 12 }
    expect(judge(lasting(shape, 6)).verdict).toBe('saturated')
    expect(judge(lasting(shape, 6), { unloaded: makeUnloaded(20, 22, 0.03) }).verdict).toBe('sustained')
  })

  it('takes pauses that are made up for no overload', () => {
    const cycle = [{ load: 400, good: 0 }, { load: 400, good: 800 }, ...lasting({ load: 400, good: 400 }, 1.5)]
    expect(judge([...cycle, ...cycle, ...cycle, ...cycle]).verdict).not.toBe('saturated')
  })

  it('needs time where noise is as large as the loss', () => {
    const rng = seededRng(3)
    const noisy = (seconds: number): TickShape[] =>
      lasting({ load: 20, good: 0 }, seconds).map(() => ({ load: 20, good: 20 + 40 * (rng() - 0.5) }))
    expect(judge(noisy(2)).verdict).toBe('undecided')
  })

  it('leaves a hold of the closed model undecided: one load alone says nothing', () => {
    expect(judge(lasting({ load: 10, good: 400, started: 400 }, 4), { model: 'closed' }).verdict).toBe('undecided')
  })
})

it('measures goodput, deficit and drift', () => {
  const hold = judge(lasting({ load: 500, good: 400, failed: 40 }, 6))
  expect(hold.goodput.value).toBeCloseTo(400)
  expect(hold.deficit.value).toBeCloseTo(0.2)
  expect(hold.drift).toBeCloseTo(60)
  expect(hold.errorShare).toBeCloseTo(1 / 11)
})

it('drops what came before the target settled: 3 x R95 from 0.5 s to 3 s, 1.5 x R95 where that is longer', () => {
  expect([undefined, 10, 400, 1500, 5000, 60_000].map(settlingTime)).toEqual([500, 500, 1200, 3000, 7500, 12_000])
  expect(judge(lasting({ load: 400, good: 400 }, 6)).seconds).toBe(5.5)
  expect(judge(lasting({ load: 400, good: 400 }, 6)).dwell).toBe(6)
})

it('takes its iterations for what they are before anything is known: at first nothing can have come back', () => {
  const filling = [...lasting({ load: 20, good: 0, p95: 2000 }, 2), ...lasting({ load: 20, good: 20, p95: 2000 }, 10)]
  const hold = judgeHold(makeTicks(filling), { ...context, unloaded: undefined })
  expect(hold).toMatchObject({ verdict: 'sustained', seconds: 9 })
})

it('knows nothing before two observations have settled', () => {
  expect(judgeHold([], context)).toBeUndefined()
  expect(judgeHold(makeTicks(lasting({ load: 400, good: 400 }, 0.75)), context)).toBeUndefined()
})

describe('a fall of goodput', () => {
  const collapse = [...lasting({ load: 450, good: 400 }, 4), ...lasting({ load: 450, good: 200, failed: 50 }, 3)]

  it('is told with when, from what, and how much was owed', () => {
    const { fall, goodput, verdict } = judge(collapse)
    expect(goodput.value).toBeCloseTo(200)
    expect(verdict).toBe('saturated')
    expect(fall).toMatchObject({ after: 4, before: { value: 400 }, wasSaturated: true, owed: 200 })
  })

  it('came from nowhere when all had come back before: a bucket ran empty', () => {
    const bucket = [...lasting({ load: 450, good: 450 }, 4), ...lasting({ load: 450, good: 300, failed: 150 }, 3)]
    expect(judge(bucket).fall).toMatchObject({ wasSaturated: false, before: { value: 450 } })
  })

  it('is none when goodput rises', () => {
    const warming = [...lasting({ load: 450, good: 300 }, 4), ...lasting({ load: 450, good: 400 }, 3)]
    expect(judge(warming).fall).toBeUndefined()
  })
})

describe('what held it back', () => {
  it.each([
    ['the target, when it is slow', { p50: 900 }, 1000, undefined],
    ['the cap, when the target is fast and all places are taken', { p50: 20 }, 3, 'in-flight'],
    ['the generator, when places are free', { p50: 20 }, 1_000_000, 'generator'],
  ] as const)('is %s', (_, { p50 }, inFlightCap, expected) => {
    const shape = { load: 500, good: 400, started: 401, dropped: 99, p50 }
    expect(judge(lasting(shape, 6), { inFlightCap }).limitedBy).toBe(expected)
  })

  it('is the generator when it says so most of the time', () => {
    const shape = { load: 400, good: 300, failed: 100 }
    expect(judge(lasting({ ...shape, generatorLimited: true }, 4)).limitedBy).toBe('generator')
    expect(judge(lasting(shape, 4)).limitedBy).toBeUndefined()
  })

  it('is nothing, however busy the generator, when all came back', () => {
    expect(judge(lasting({ load: 400, good: 400, generatorLimited: true }, 4)).limitedBy).toBeUndefined()
  })

  it('is the generator when it did not even begin what was asked for', () => {
    expect(judge(lasting({ load: 400, good: 350, started: 350 }, 10)).limitedBy).toBe('generator')
  })
})

it('gives twice the goodput, and the same shares, for twice of everything', () => {
  const shapes = lasting({ load: 450, good: 400, failed: 20 }, 6)
  const doubled = shapes.map(({ load, good, failed }) => ({
    load: 2 * load,
    good: 2 * good,
    failed: 2 * (failed ?? 0),
  }))
  const [one, two] = [judge(shapes), judge(doubled)]
  expect(two.goodput.value).toBeCloseTo(2 * one.goodput.value)
  expect(two.deficit.value).toBeCloseTo(one.deficit.value)
  expect(two.verdict).toBe(one.verdict)
})

it('says the same of 250 ms observations and of whole seconds', () => {
  const fine = makeTicks(lasting({ load: 450, good: 400 }, 8))
  const coarse: Observation[] = makeTicks(lasting({ load: 450, good: 400 }, 8, 1000), 1000)
  const [a, b] = [judgeHold(fine, context), judgeHold(coarse, context)]
  expect(b?.verdict).toBe(a?.verdict)
  expect(b?.goodput.value).toBeCloseTo(a?.goodput.value ?? 0)
})
