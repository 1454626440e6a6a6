import { describe, expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded, scaleHold } from '../testing/make-hold.ts'
import { type ExplorerOptions, defaultOptions } from './options.ts'
import { endingOf } from './ending.ts'
import { planNext } from './plan-next.ts'
import { type Situation, situationOf } from './situation.ts'
import type { Purpose, Trial, TrialRecord } from './trial.ts'

const asTrial = (purpose: Purpose, load: number): Trial => ({
  purpose,
  load,
  drain: false,
  least: 3,
  most: 12,
  count: 0,
  until: { kind: 'decided' },
  because: 'a test',
})

const record = (purpose: Purpose, hold: Hold, recoveredAfter?: number): TrialRecord => ({
  trial: asTrial(purpose, hold.load),
  hold,
  recoveredAfter,
})

const plan = (records: readonly TrialRecord[], options: Partial<ExplorerOptions> = {}): Trial | undefined =>
  planNext({
    options: { ...defaultOptions, ...options },
    unloaded: records.length === 0 ? undefined : makeUnloaded(20, 22),
    records,
  })

const base = record('baseline', makeHold(20, 20))
const scouted = [base, ...[40, 80, 160, 320].map((load) => record('scout', makeHold(load, load)))]
const saturated = (load: number, goodput = 400): TrialRecord => record('scout', makeHold(load, goodput))
const plateau = [...scouted, saturated(640), record('climb', makeHold(450, 400))]
const confirmed = [...plateau, record('confirm', makeHold(384, 384, { seconds: 15 }))]

describe('asks for', () => {
  it.each([
    ['a baseline first', [], 'baseline', 20],
    ['twice the load while nothing is felt', [base], 'scout', 40],
    ['smaller steps once it is', [...scouted, record('scout', makeHold(380, 380, { p50: 40 }))], 'scout', 570],
    ['the other end of the plateau below a far overload', [...scouted, saturated(640)], 'climb', 448],
    ['the other end above a near one', [...scouted, saturated(420)], 'climb', 600],
    ['the other end between them otherwise', [...scouted, saturated(540)], 'climb', 428],
    [
      'what is just above a plateau that nobody has looked at from calm',
      [...scouted, saturated(500), record('climb', makeHold(650, 400))],
      'climb',
      432,
    ],
    ['a longer hold just below a plateau', plateau, 'confirm', 384],
    ['more overload after that', confirmed, 'buckle', 880],
    ['the middle of a cliff', [...scouted, saturated(640, 200)], 'bracket', 416],
  ] as const)('%s', (_, records, purpose, load) => {
    const trial = plan(records)
    expect(trial?.purpose).toBe(purpose)
    expect(Math.round(trial?.load ?? 0)).toBe(load)
  })
})

it('asks again at a quarter of the load when even the baseline was too much', () => {
  const records = [record('baseline', makeHold(20, 5))]
  const trial = planNext({ options: defaultOptions, unloaded: undefined, records })
  expect(trial).toMatchObject({ purpose: 'baseline', load: 5, drain: true })
})

it('never asks for more than is allowed', () => {
  expect(plan(scouted, { maxLoad: 500 })?.load).toBe(500)
  expect(plan(confirmed, { maxLoad: 700 })?.load ?? 0).toBeLessThanOrEqual(700)
})

it('drains before a load that an overload would spoil', () => {
  expect(plan(plateau)?.drain).toBe(true)
  expect(plan(scouted)?.drain).toBe(false)
})

it('has nothing more to ask without the buckle point', () => {
  expect(plan(confirmed, { buckle: false })).toBeUndefined()
})

it('looks at recovery from an overload, then further down, then whether anything was damaged', () => {
  const overloads = [880, 1200].map((load) => record('buckle', makeHold(load, 400, { seconds: 9, drift: 0 })))
  const first = plan([...confirmed, ...overloads])
  expect(first?.purpose).toBe('recover')
  expect(first?.load).toBeCloseTo(0.85 * 384)
  const stuck = record('recover', makeHold(326, 200))
  expect(plan([...confirmed, ...overloads, stuck])?.load).toBeCloseTo(0.65 * 200)
  const back = record('recover', makeHold(130, 130), 2)
  expect(plan([...confirmed, ...overloads, stuck, back])?.purpose).toBe('recheck')
})

describe('when the generator did not keep up', () => {
  const stalled = record('scout', makeHold(640, 500, { limitedBy: 'generator' }))

  it('holds the same load again, from calm and for longer', () => {
    expect(plan([...scouted, stalled])).toMatchObject({ purpose: 'scout', load: 640, drain: true, least: 5 })
    expect(plan([...confirmed, stalled])).toMatchObject({ load: 640, least: 5 })
  })

  it('goes on as soon as it kept up', () => {
    expect(plan([...scouted, stalled, record('scout', makeHold(640, 640))])?.load).toBe(1280)
  })

  it('gives up after three times', () => {
    const search = (times: number): Situation =>
      situationOf({
        options: defaultOptions,
        unloaded: makeUnloaded(20, 22),
        records: [...scouted, ...Array.from({ length: times }, () => stalled)],
      })
    expect(endingOf(search(2))).toBeUndefined()
    expect(endingOf(search(3))).toBe('generator')
  })
})

it('makes holds long enough for pauses that come seldom', () => {
  const slow = plateau.map((each) => ({ ...each, hold: { ...each.hold, period: 8 } }))
  expect(plan(slow)?.least).toBeGreaterThan(16)
})

describe('where goodput goes up and down', () => {
  /** A tenth of all rates: with few iterations it may be chance. */
  const slowDown = (each: TrialRecord): TrialRecord => ({ ...each, hold: scaleHold(each.hold, 0.1) })
  const restless = (purpose: Purpose, load: number, se: number): TrialRecord =>
    record(purpose, makeHold(load, 400, { goodput: known(400, se), plainError: se, seconds: 24 }))
  const tried = (se: number): TrialRecord[] => [
    ...scouted,
    restless('climb', 450, se),
    restless('climb', 640, se),
    restless('sharpen', 440, se),
  ]

  it('measures on as long as that may be enough', () => {
    expect(plan(tried(9))?.purpose).toBe('sharpen')
    expect(plan(tried(16))?.purpose).toBe('confirm')
    expect(plan(tried(16).map(slowDown))?.purpose).toBe('sharpen')
  })

  it('is content with a long hold that lost nothing on the average', () => {
    const long = (goodput: number): TrialRecord =>
      record('confirm', makeHold(384, goodput, { seconds: 25.5, verdict: 'undecided' }))
    expect(plan([...plateau, long(382)])?.purpose).toBe('buckle')
    expect(plan([...plateau, long(376)])?.purpose).toBe('confirm')
  })
})

it('does not ask for the same for ever', () => {
  const tries = Array.from({ length: 3 }, () =>
    record('confirm', makeHold(384, 370, { seconds: 9, verdict: 'undecided' })),
  )
  expect(plan([...plateau, ...tries])?.load).not.toBeCloseTo(384)
})

it('plans from what is known alone', () => {
  expect(plan(confirmed)).toEqual(plan(confirmed))
})

it('in users: whole ones, up until more bring no more', () => {
  const users = (load: number, goodput: number): TrialRecord =>
    record('scout', makeHold(load, goodput, { offered: goodput, verdict: 'undecided', seconds: 10, count: 5000 }))
  const climbing = [users(1, 10), users(2, 20), users(4, 40)]
  expect(plan(climbing, { model: 'closed', startLoad: 1 })).toMatchObject({ purpose: 'scout', load: 8 })
  const bent = [...climbing, users(8, 80), users(16, 110)]
  const next = plan(bent, { model: 'closed', startLoad: 1 })
  expect(next?.purpose).toBe('climb')
  expect(next?.load).toBe(Math.round(next?.load ?? 0))
})
