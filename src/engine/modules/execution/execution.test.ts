import { expect, it } from 'vitest'
import type { RunConfig } from '../../config/run-config.ts'
import type { BlockingCall } from '../blocking.ts'
import { TestAborted } from '../test-aborted.ts'
import { type FakeVu, fakeVu } from '../testing/fake-vu.ts'
import type { ScenarioContext } from '../vu.ts'
import { execution } from './module.ts'

type Loose = Record<string, never>
const load = (vu: FakeVu): Record<string, Loose> => execution(vu) as Record<string, Loose>

const scenario: ScenarioContext = {
  name: 'browse',
  executor: 'constant-vus',
  startedAt: 600,
  startTime: 100,
  env: {},
  tags: {},
  progress: () => 0.25,
}

const scriptOptions = { scenarios: { browse: { executor: 'constant-vus', vus: 2 } } }
const config = { scriptOptions } as unknown as RunConfig

function running(): FakeVu {
  return fakeVu({
    worker: { config },
    vu: {
      scenario,
      idInInstance: 3,
      idInTest: 7,
      iterationInInstance: 11,
      iterationInScenario: 4,
      scenarioIterationInInstance: 13,
      iterationInTest: 40,
    },
  })
}

it('tells about the scenario', () => {
  const vu = running()
  const before = Date.now() - 400
  const { startTime, ...rest } = JSON.parse(JSON.stringify(load(vu)['scenario'])) as Record<string, number>
  expect(rest).toEqual({
    name: 'browse',
    executor: 'constant-vus',
    progress: 0.25,
    iterationInInstance: 13,
    iterationInTest: 40,
  })
  expect(startTime).toBeGreaterThanOrEqual(before)
  vu.clock.advance(5_000)
  expect(load(vu)['scenario']?.['startTime']).toBe(startTime)
})

it('tells about the VU and the instance', () => {
  const { vu, instance } = load(running())
  expect(JSON.parse(JSON.stringify(vu))).toMatchObject({
    idInInstance: 3,
    idInTest: 7,
    iterationInInstance: 11,
    iterationInScenario: 4,
  })
  expect(JSON.parse(JSON.stringify(instance))).toEqual({
    currentTestRunDuration: 500,
    iterationsCompleted: 5,
    iterationsInterrupted: 1,
    vusActive: 2,
    vusInitialized: 3,
  })
})

it('has the same members on the default export', () => {
  const module = execution(running()) as Record<string, Record<string, unknown>>
  expect(Object.keys(module['default']!)).toEqual(['scenario', 'instance', 'test', 'vu'])
  expect(module['default']!['vu']).toBe(module['vu'])
})

it('shows the options, frozen', () => {
  const { test } = load(running())
  expect(test?.['options']).toEqual(scriptOptions)
  expect(Object.isFrozen(test?.['options']?.['scenarios']?.['browse'])).toBe(true)
})

it.each([
  ['scenario', 'name', 'getting scenario information outside of the VU context is not supported'],
  ['instance', 'vusActive', 'getting instance information in the init context is not supported'],
  ['test', 'options', 'getting test options in the init context is not supported'],
  ['vu', 'idInTest', 'getting VU information in the init context is not supported'],
  ['vu', 'tags', 'getting VU information in the init context is not supported'],
])('refuses %s.%s in init code', (part, member, message) => {
  const vu = running()
  vu.stage = 'init'
  expect(() => load(vu)[part]?.[member]).toThrow(message)
})

it('has no scenario in setup but a VU', () => {
  const vu = fakeVu({ vu: { stage: 'setup', idInTest: 0 } })
  expect(() => load(vu)['scenario']?.['name']).toThrow('outside of the VU context')
  expect(load(vu)['vu']?.['idInTest']).toBe(0)
})

it('reads, sets and deletes the tags of the VU through both objects', () => {
  const vu = running()
  const tagSets = vu.worker.shard.tagSets
  vu.tags = tagSets.with(0, 'scenario', 'browse')
  const info = load(vu)['vu'] as unknown as {
    tags: Record<string, unknown>
    metrics: { tags: Record<string, unknown> }
  }
  info.tags['page'] = 5
  info.metrics.tags['vip'] = true
  expect(tagSets.tagsOf(vu.tags)).toEqual([
    ['page', '5'],
    ['scenario', 'browse'],
    ['vip', 'true'],
  ])
  expect({ ...info.tags }).toEqual({ page: '5', scenario: 'browse', vip: 'true' })
  expect('page' in info.tags).toBe(true)
  delete info.tags['page']
  expect(info.metrics.tags['page']).toBeUndefined()
  expect(() => (info.tags['page'] = {})).toThrow("invalid value for metric tag 'page'")
})

it('sets the metadata of samples', () => {
  const vu = running()
  const info = load(vu)['vu'] as unknown as { metrics: { metadata: Record<string, unknown> } }
  info.metrics.metadata['trace'] = 12
  expect(info.metrics.metadata['trace']).toBe('12')
  expect(() => (info.metrics.metadata['trace'] = [])).toThrow("invalid value for metric metadata 'trace'")
  expect(vu.metadata.current).toEqual({ trace: '12' })
  delete info.metrics.metadata['trace']
  expect(Object.keys(info.metrics.metadata)).toEqual([])
})

it.each([
  [[], 'test aborted'],
  [['no token'], 'test aborted: no token'],
])('aborts the test with %j', (args, reason) => {
  const vu = running()
  const test = load(vu)['test'] as unknown as { abort: (...args: unknown[]) => void }
  const call = test.abort(...args) as unknown as BlockingCall
  expect(vu.ended).toEqual([`abort: ${reason}`])
  call.start({ resume: () => expect.unreachable(), fail: () => expect.unreachable() })
  expect(vu.errors).toEqual([new TestAborted(reason)])
})

it('marks the test as failed and goes on', () => {
  const vu = running()
  const test = load(vu)['test'] as unknown as { fail: (message?: string) => void }
  test.fail('too slow')
  expect(vu.ended).toEqual(['fail: test marked as failed: too slow'])
  expect(vu.logged).toEqual([{ level: 'error', message: 'test marked as failed: too slow' }])
})
