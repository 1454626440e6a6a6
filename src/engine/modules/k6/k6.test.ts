import { expect, it, vi } from 'vitest'
import { monotonicClock } from '../../../base/clock.ts'
import { BlockingCall } from '../blocking.ts'
import { type FakeVu, fakeVu, samplesOf } from '../testing/fake-vu.ts'
import { ScriptedCall } from '../testing/scripted-call.ts'
import { waitFor } from '../testing/wait-for.ts'
import { k6 } from './module.ts'
import { GoError } from '../go-error.ts'

type Member = 'check' | 'fail' | 'group' | 'randomSeed' | 'sleep'
const load = (vu: FakeVu): Record<Member, (...args: unknown[]) => unknown> => k6(vu) as ReturnType<typeof load>

it.each([
  [{ 'is 5': (n: unknown) => n === 5 }, true, [['is 5', 1]]],
  [
    { 'is 6': (n: unknown) => n === 6, 'is 5': (n: unknown) => n === 5 },
    false,
    [
      ['is 6', 0],
      ['is 5', 1],
    ],
  ],
  [
    { value: 'yes', none: 0 },
    false,
    [
      ['value', 1],
      ['none', 0],
    ],
  ],
  [{ promise: () => Promise.resolve(false) }, true, [['promise', 1]]],
  [{}, true, []],
])('checks %s', (checks, result, recorded) => {
  const vu = fakeVu()
  expect(load(vu).check(5, checks)).toBe(result)
  const samples = samplesOf(vu).map(({ metric, tags, values }) => [metric, tags['check'], values[0]])
  expect(samples).toEqual(recorded.map(([name, passed]) => ['checks', name, passed]))
})

it('counts a predicate that throws as failed, ends there and throws on', () => {
  const vu = fakeVu()
  const checks = {
    bad: () => {
      throw new Error('no body')
    },
    never: true,
  }
  expect(() => load(vu).check({}, checks)).toThrow('no body')
  expect(samplesOf(vu)).toEqual([{ metric: 'checks', tags: { check: 'bad' }, values: [0, 1] }])
})

it('puts the tags of the group and of the call on checks', () => {
  const vu = fakeVu()
  const { check, group } = load(vu)
  group('outer', () => group('inner', () => check(1, { one: true }, { type: 'smoke' })))
  expect(samplesOf(vu)[0]?.tags).toEqual({ check: 'one', group: '::outer::inner', type: 'smoke' })
})

it('leaves out the tags that the options switched off', () => {
  const vu = fakeVu({ worker: { systemTags: new Set() } })
  const { check, group } = load(vu)
  group('outer', () => check(1, { one: true }))
  expect(samplesOf(vu).map(({ tags }) => tags)).toEqual([{}, {}])
})

it.each([
  ['without checks', [1], 'no checks provided to `check`'],
  [
    'with an async predicate',
    [1, { a: async () => true }],
    'the built-in check() does not support async functions as arguments',
  ],
  ['with :: in the name', [1, { 'a::b': true }], "group and check names may not contain '::'"],
  ['with a tag that is no text', [1, { a: true }, { user: [] }], "invalid value for metric tag 'user'"],
])('refuses a check %s', (_, args, message) => {
  const vu = fakeVu()
  expect(() => load(vu).check(...args)).toThrow(message)
  expect(samplesOf(vu)).toEqual([])
})

it('measures a group and gives what its function returns', () => {
  const vu = fakeVu()
  const result = load(vu).group('login', () => {
    vu.clock.advance(250)
    return 'token'
  })
  expect(result).toBe('token')
  expect(samplesOf(vu)).toEqual([
    { metric: 'group_duration', tags: { group: '::login' }, values: [1, 250, 250, 250, 1] },
  ])
})

it('leaves a group that throws as it entered it, and measures it', () => {
  const vu = fakeVu()
  vu.tags = vu.worker.shard.tagSets.with(0, 'group', '')
  const failing = (): void =>
    void load(vu).group('login', () => {
      vu.tags = vu.worker.shard.tagSets.with(vu.tags, 'user', 'ann')
      throw new Error('refused')
    })
  expect(failing).toThrow('refused')
  expect(vu.groupPath).toBe('')
  expect(vu.worker.shard.tagSets.tagsOf(vu.tags)).toEqual([
    ['group', ''],
    ['user', 'ann'],
  ])
  expect(samplesOf(vu)[0]?.metric).toBe('group_duration')
})

it.each([
  ['without a function', ['a'], 'group() requires a callback as a second argument'],
  ['with an async function', ['a', async () => {}], 'group() does not support async functions as arguments'],
  ['with :: in the name', ['a::b', () => {}], "group and check names may not contain '::'"],
])('refuses a group %s', (_, args, message) => {
  expect(() => load(fakeVu()).group(...args)).toThrow(message)
})

it.each(['check', 'group'] as const)('refuses %s in init code', (member) => {
  const vu = fakeVu({ vu: { stage: 'init' } })
  expect(() => load(vu)[member]('a', {})).toThrow(`Using ${member}() in the init context is not supported`)
})

it('waits for a function that blocks in a group', async () => {
  const vu = fakeVu()
  const request = new ScriptedCall()
  const unfinished = load(vu).group('login', () => request)
  expect(unfinished).toBeInstanceOf(BlockingCall)
  const result = waitFor(unfinished)
  expect(vu.groupPath).toBe('::login')
  vu.clock.advance(30)
  request.waiter?.resume('page')
  expect(await result).toBe('page')
  expect(vu.groupPath).toBe('')
  expect(samplesOf(vu)[0]?.values[1]).toBe(30)
})

it('waits for each predicate that blocks, and takes its answer', async () => {
  const vu = fakeVu()
  const calls = [new ScriptedCall(), new ScriptedCall()] as const
  const result = waitFor(load(vu).check(1, { first: () => calls[0], second: () => calls[1], third: true }))
  calls[0].waiter?.resume(true)
  calls[1].waiter?.fail(new Error('refused'))
  await expect(result).rejects.toThrow('refused')
  expect(samplesOf(vu).map(({ tags, values }) => [tags['check'], values[0]])).toEqual([
    ['first', 1],
    ['second', 0],
  ])
})

it('cancels what a group waits for', () => {
  const request = new ScriptedCall()
  const unfinished = load(fakeVu()).group('login', () => request) as BlockingCall
  unfinished.start({ resume: vi.fn<() => void>(), fail: vi.fn<() => void>() })
  unfinished.cancel()
  expect(request.isCancelled).toBe(true)
})

it('fails with the message it is given', () => {
  const { fail } = load(fakeVu())
  expect(() => fail('no luck')).toThrow(new GoError('no luck'))
  expect(() => fail()).toThrow(new GoError(''))
})

it('seeds with a whole number', () => {
  const seed = vi.fn<(seed: number) => void>()
  load(fakeVu({ vu: { seed } })).randomSeed('42.9')
  expect(seed).toHaveBeenCalledWith(42)
})

it.each([0.02, -1, Number.NaN, undefined, 'soon'])(
  'sleeps for %s seconds at least, and records nothing',
  async (seconds) => {
    const clock = monotonicClock()
    const vu = fakeVu({ worker: { clock } })
    const start = clock.now()
    expect(await waitFor(load(vu).sleep(seconds))).toBeUndefined()
    expect(clock.now() - start).toBeGreaterThanOrEqual(typeof seconds === 'number' && seconds > 0 ? seconds * 1_000 : 0)
    expect(samplesOf(vu)).toEqual([])
  },
)

it('stops sleeping when it is cancelled', async () => {
  const vu = fakeVu({ worker: { clock: monotonicClock() } })
  const { sleep } = load(vu)
  const woken = vi.fn<() => void>()
  const nap = sleep(0.001) as BlockingCall
  nap.start({ resume: woken, fail: woken })
  nap.cancel()
  await waitFor(sleep(0.002))
  expect(woken).not.toHaveBeenCalled()
})

it('lets a script replace members of the default export without changing the named ones', () => {
  const module = k6(fakeVu()) as Record<string, unknown> & { default: Record<string, unknown> }
  const { sleep } = module
  module.default['sleep'] = () => {}
  expect(module['sleep']).toBe(sleep)
})
