import { describe, expect, it } from 'vitest'
import { exploreVirtually, type Exploration } from '../testing/explore-virtually.ts'
import { lasting, makeTicks } from '../testing/make-ticks.ts'
import { Explorer, type ExplorerStep } from './explorer.ts'
import { defaultOptions } from './options.ts'

/** Each load that was set, with the phase that set it. */
const loadsOf = ({ steps }: Pick<Exploration, 'steps'>): string[] =>
  steps.flatMap(({ command, phase }) =>
    command.type === 'set-load' ? [`${phase} ${Number(command.load.toPrecision(3))}`] : [],
  )
const replay = ({ options, observations }: Exploration): ExplorerStep[] => {
  const again = new Explorer(options)
  return [again.begin(), ...observations.map((observation) => again.observe(observation))]
}

describe('golden traces', () => {
  it('a plateau: up, down to just above it, confirmed, then far beyond', () => {
    expect(loadsOf(exploreVirtually('bounded'))).toMatchInlineSnapshot(`
      [
        "baseline 20",
        "scout 40",
        "scout 80",
        "scout 160",
        "scout 320",
        "scout 640",
        "drain 8",
        "climb 448",
        "drain 8",
        "confirm 384",
        "buckle 880",
        "buckle 1200",
        "recover 326",
        "drain 8",
        "recheck 365",
      ]
    `)
  })

  it('a cliff: closed in from both sides, provoked, and helped up again', () => {
    expect(loadsOf(exploreVirtually('bistable'))).toMatchInlineSnapshot(`
      [
        "baseline 20",
        "scout 40",
        "scout 80",
        "scout 160",
        "scout 320",
        "scout 640",
        "drain 8.53",
        "bracket 416",
        "drain 8",
        "bracket 390",
        "bracket 410",
        "drain 8",
        "bracket 400",
        "confirm 400",
        "buckle 506",
        "drain 8",
        "buckle 466",
        "recover 340",
        "recover 130",
        "drain 8",
        "recheck 380",
      ]
    `)
  })

  it('users: up until more bring no more', () => {
    const users = exploreVirtually('unbounded', { law: 'det' }, { setup: { arrivals: { kind: 'users', think: 100 } } })
    expect(loadsOf(users)).toMatchInlineSnapshot(`
      [
        "baseline 1",
        "scout 2",
        "scout 4",
        "scout 8",
        "scout 16",
        "scout 32",
        "scout 64",
        "climb 84",
        "drain 1",
        "confirm 73",
        "buckle 96",
        "buckle 145",
        "buckle 217",
        "buckle 314",
        "recover 27",
        "drain 1",
        "recheck 30",
      ]
    `)
  })

  it.each(['bounded', 'usl', 'pauses', 'token-bucket'])(
    'the same observations of %s give the same commands',
    (target) => {
      const exploration = exploreVirtually(target, target === 'bounded' ? { law: 'exp' } : {})
      expect(replay(exploration)).toEqual(exploration.steps)
    },
  )
})

describe('what it finds', () => {
  it.each([
    ['bounded', {}, 400, undefined],
    ['unbounded', { servers: 16, serviceTime: 40, law: 'det' }, 400, undefined],
    ['costly-shedding', {}, 400, 560],
    ['token-bucket', {}, 300, undefined],
    ['pauses', {}, 360, undefined],
    ['usl', {}, 509.6, 509.6],
    ['bistable', {}, 400, 400],
    ['timeouts', {}, 400, 400],
    ['unequal-backends', {}, 300, undefined],
  ])('of %s', (target, params, capacity, buckle) => {
    const { explorer, lasted } = exploreVirtually(target, params)
    const found = explorer.capacity
    expect(found.capacity.kind).toBe('found')
    expect(found.capacity.value / capacity).toBeCloseTo(1, 1.5)
    expect(found.limitedBy).toBe('target')
    const load = found.buckle === undefined || found.buckle.kind === 'none' ? undefined : found.buckle.load.value
    expect(load === undefined).toBe(buckle === undefined)
    expect((load ?? 1) / (buckle ?? 1)).toBeCloseTo(1, 1)
    expect(lasted).toBeLessThan(200)
  })

  it.each([
    ['timeouts', 'time-dependent'],
    ['bistable', 'tripped'],
    ['costly-shedding', 'retrograde'],
  ])('how %s gives way: %s', (target, kind) => {
    expect(exploreVirtually(target).explorer.capacity.buckle?.kind).toBe(kind)
  })

  it('where loss begins long before saturation', () => {
    const { lossLoad, saturation } = exploreVirtually('unequal-backends').explorer.capacity
    expect(saturation.value).toBeCloseTo(300, -1)
    expect(lossLoad?.kind === 'found' && lossLoad.low <= 191 && lossLoad.high >= 180).toBe(true)
  })

  it('users at saturation, by Little: 400/s of 20 ms and 100 ms of thinking are 48', () => {
    const setup = { arrivals: { kind: 'users', think: 100 } } as const
    const { capacity, saturation } = exploreVirtually('unbounded', { law: 'det' }, { setup }).explorer.capacity
    expect(capacity.value / 400).toBeCloseTo(1, 1.5)
    expect(saturation.value / 48.2).toBeCloseTo(1, 1)
  })

  it('that a tripped target comes back only far below', () => {
    const { recovery } = exploreVirtually('bistable').explorer.capacity
    expect(recovery?.notAt).toBeGreaterThan(200)
    expect(recovery?.load).toBeLessThan(200)
    expect(recovery?.hysteresis).toBeGreaterThan(0.5)
    expect(recovery?.isDegraded).toBe(false)
  })

  it('the highest load that keeps a service level', () => {
    const serviceLevel = { responses: { share: 0.95, within: 100 }, errors: 0.01 }
    const { sloLoad } = exploreVirtually('unbounded', {}, { options: { serviceLevel } }).explorer.capacity
    expect(sloLoad?.kind).toBe('found')
    expect(sloLoad?.value).toBeGreaterThan(250)
    expect(sloLoad?.value).toBeLessThan(400)
  })
})

describe('a target that never saturates', () => {
  it.each(['infinite', 'hiccups'])('%s is carried up to the highest load allowed', (target) => {
    const { capacity, limitedBy, buckle } = exploreVirtually(target).explorer.capacity
    expect(capacity.kind).toBe('at-least')
    expect(capacity.value).toBeGreaterThan(2900)
    expect(limitedBy).toBe('max-load')
    expect(buckle).toBeUndefined()
  })

  it('is not blamed for a generator that has too few VUs', () => {
    const { capacity, limitedBy } = exploreVirtually('infinite', {}, { setup: { maxInFlight: 20 } }).explorer.capacity
    expect(capacity.kind).toBe('at-least')
    expect(limitedBy).toBe('in-flight-cap')
  })
})

describe('bounds', () => {
  it('never asks for more than is allowed', () => {
    const { steps, explorer } = exploreVirtually('infinite', {}, { options: { maxLoad: 500 } })
    const loads = steps.map(({ command }) => (command.type === 'set-load' ? command.load : 0))
    expect(Math.max(...loads)).toBe(500)
    expect(explorer.capacity.limitedBy).toBe('max-load')
  })

  it('ends in time with what is known', () => {
    const { lasted, explorer } = exploreVirtually('bounded', {}, { options: { timeLimit: 20_000 } })
    expect(lasted).toBeLessThan(20.5)
    expect(explorer.capacity).toMatchObject({ capacity: { kind: 'at-least' }, limitedBy: 'time-limit' })
  })

  it('leaves the buckle point alone when told to', () => {
    const { steps, explorer } = exploreVirtually('bounded', {}, { options: { buckle: false } })
    expect(steps.some(({ phase }) => phase === 'buckle' || phase === 'recover')).toBe(false)
    expect(explorer.capacity.buckle).toBeUndefined()
  })

  it('ends an error storm after three seconds', () => {
    const { explorer } = exploreVirtually('token-bucket', { rate: 100 })
    const storms = explorer.knowledge.records.filter(({ hold }) => hold.errorShare > 0.5)
    expect(storms.length).toBeGreaterThan(0)
    expect(Math.max(...storms.map(({ hold }) => hold.dwell))).toBeLessThan(10)
  })

  it('takes less time when quick, more when thorough', () => {
    const times = (['quick', 'normal', 'thorough'] as const).map(
      (accuracy) => exploreVirtually('unbounded', {}, { options: { accuracy, buckle: false } }).lasted,
    )
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

it('gives up on a target that fails without load', () => {
  const explorer = new Explorer(defaultOptions)
  explorer.begin()
  const ticks = makeTicks(lasting({ load: 20, good: 10, failed: 10 }, 15))
  const last = ticks.map((tick) => explorer.observe(tick)).at(-1)
  expect(last?.command.type === 'done' || explorer.trial?.purpose === 'baseline').toBe(true)
})

it('says in each step what it does and why', () => {
  const { steps } = exploreVirtually('bounded')
  for (const { said } of steps) expect(said.length).toBeGreaterThan(10)
  expect(new Set(steps.map(({ said }) => said)).size).toBeGreaterThan(10)
})

describe('take-over', () => {
  it('waits while the operator sets the load, and uses his holds', () => {
    const explorer = new Explorer({ ...defaultOptions, buckle: false })
    explorer.begin()
    explorer.takeOver()
    const byHand = makeTicks([
      ...lasting({ load: 100, good: 100 }, 6),
      ...lasting({ load: 300, good: 300 }, 6),
      ...lasting({ load: 450, good: 400, failed: 50 }, 6),
      ...lasting({ load: 300, good: 300 }, 1),
    ])
    const steps = byHand.map((tick) => explorer.observe(tick))
    expect(new Set(steps.map(({ command, phase }) => `${command.type} ${phase}`))).toEqual(new Set(['wait by-hand']))
    expect(explorer.knowledge.records.map(({ hold }) => Math.round(hold.goodput.value))).toEqual([100, 300, 400])
    const next = explorer.begin()
    expect(next.phase).not.toBe('baseline')
    expect(next.command.type).toBe('set-load')
    expect(explorer.trial?.load).toBeGreaterThan(400)
  })
})
