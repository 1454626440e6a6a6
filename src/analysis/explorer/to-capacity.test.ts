import { expect, it } from 'vitest'
import type { Capacity, LimitedBy } from '../capacity.ts'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { defaultOptions, type ExplorerOptions } from './options.ts'
import { situationOf } from './situation.ts'
import { toCapacity } from './to-capacity.ts'
import type { Purpose, TrialRecord } from './trial.ts'

const record = (purpose: Purpose, hold: Hold, recoveredAfter?: number): TrialRecord => ({
  trial: {
    purpose,
    load: hold.load,
    drain: false,
    least: 0,
    most: 1,
    count: 0,
    until: { kind: 'decided' },
    because: 'a test',
  },
  hold,
  recoveredAfter,
})

const answer = (
  records: readonly TrialRecord[],
  options: Partial<ExplorerOptions> = {},
  ending?: LimitedBy,
): Capacity =>
  toCapacity(
    situationOf({
      options: { ...defaultOptions, ...options },
      unloaded: makeUnloaded(20, 22),
      records,
    }),
    ending,
  )

const plateau = [makeHold(384, 384, { seconds: 15 }), makeHold(450, 400), makeHold(640, 400)].map((hold) =>
  record('scout', hold),
)

it('says found only with a plateau or a peak closed in from both sides', () => {
  expect(answer(plateau).capacity).toMatchObject({ kind: 'found', value: 400, low: 396, high: 404 })
  expect(answer(plateau.slice(0, 2)).capacity).toMatchObject({ kind: 'at-least', value: 396 })
  const cliff = [record('confirm', makeHold(390, 390, { seconds: 15 })), record('bracket', makeHold(410, 200))]
  expect(answer(cliff).capacity.kind).toBe('found')
  const wide = [record('confirm', makeHold(200, 200, { seconds: 15 })), record('bracket', makeHold(410, 100))]
  expect(answer(wide).capacity).toMatchObject({ kind: 'at-least', value: 200 })
  const brief = [record('scout', makeHold(390, 390, { seconds: 3 })), record('bracket', makeHold(410, 200))]
  expect(answer(brief).capacity.kind).toBe('at-least')
})

it('takes nothing for a limit that the target went far beyond later, however unsteadily', () => {
  const starved = [record('confirm', makeHold(22, 22, { seconds: 15 })), record('bracket', makeHold(24, 13))]
  const freed = record('climb', makeHold(67, 56, { from: 1e6, goodput: { value: 56, se: 5, half: 10 } }))
  expect(answer(starved).capacity.kind).toBe('found')
  expect(answer([...starved, freed])).toMatchObject({ capacity: { kind: 'at-least' }, limitedBy: 'unfinished' })
})

it('gives saturation in the unit of the load, and the longest hold it rests on', () => {
  expect(answer(plateau).saturation).toMatchObject({ kind: 'found', value: 400, dwell: 6.5 })
})

it('says why no more is known', () => {
  const ramp = [record('scout', makeHold(300, 300))]
  expect(answer(ramp, {}, 'max-load')).toMatchObject({ limitedBy: 'max-load', capacity: { kind: 'at-least' } })
  expect(answer(ramp).limitedBy).toBe('unfinished')
  expect(answer(plateau, {}, 'time-limit').limitedBy).toBe('target')
})

it('tells an early loss from saturation', () => {
  const unequal = [
    record('confirm', makeHold(180, 180, { seconds: 15 })),
    record('bracket', makeHold(195, 188)),
    ...[450, 600].map((load) => record('climb', makeHold(load, 300))),
  ]
  const { lossLoad, saturation } = answer(unequal)
  expect(lossLoad).toMatchObject({ low: 180, high: 195 })
  expect(saturation.value).toBeCloseTo(300)
  expect(answer(plateau).lossLoad).toBeUndefined()
})

const fall = { after: 3, before: known(400), wasSaturated: true, owed: 200 }
const collapsed = (details: Partial<Hold> = {}): TrialRecord[] => [
  record('confirm', makeHold(390, 390, { seconds: 15 })),
  record('buckle', makeHold(450, 200, { fall, ...details })),
]

it.each([
  ['comes back where it fell', record('recover', makeHold(340, 340), 4), {}, 'retrograde'],
  ['does not', record('recover', makeHold(340, 200)), {}, 'tripped'],
  ['answers too late', record('recover', makeHold(340, 340), 4), { errorShare: 0.9, p50: 2000 }, 'time-dependent'],
  ['was only seen to come back far below', record('recover', makeHold(100, 100), 4), {}, 'undetermined'],
])('names how it gives way when it %s', (_, recovery, details, kind) => {
  expect(answer([...collapsed(details), recovery]).buckle?.kind).toBe(kind)
})

it('tells recovery, hysteresis and damage', () => {
  const records = [
    ...collapsed(),
    record('recover', makeHold(330, 200)),
    record('recover', makeHold(130, 130), 2),
    record('recheck', makeHold(370, 250)),
  ]
  const { recovery } = answer(records)
  expect(recovery).toMatchObject({ load: 130, notAt: 330, after: 2, isDegraded: true })
  expect(recovery?.hysteresis).toBeGreaterThan(0.6)
})

it('says how far it looked when nothing buckled', () => {
  expect(answer(plateau).buckle).toEqual({ kind: 'none', upTo: 640, dwell: 6.5 })
})

it('prints with the answer what it depends on', () => {
  expect(answer(plateau)).toMatchObject({ tolerance: 0.02, buckleShare: 0.1 })
})

it('gives its evidence in plain sentences', () => {
  expect(answer(plateau).evidence).toEqual([
    'at 450/s, 11 % fewer came back than were sent and in-flight grew by 50/s: saturated',
    'from 450/s to 640/s the same comes back: throughput no longer grows',
    '384/s was carried for 16 s',
  ])
})
