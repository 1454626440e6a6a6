import { expect, it } from 'vitest'
import type { TargetReading } from '../../base/target-reading.ts'
import { targetUseOf } from './test-second-of.ts'

const endpoint = (source: string, name: string, used: number): TargetReading => ({
  source,
  from: 0,
  to: 1000,
  resources: [
    { name: 'busiest core', kind: 'cpu', used: 1 },
    { name, kind: 'cpu', used },
  ],
  series: [],
  problem: undefined,
})
const process = { name: 'node', pids: [1], starved: 0, cpu: 1.2, busiestThread: 0.9, rss: 5e7 }
const cpu = { total: 0.8, steal: 0, cores: [0.7, 0.9] }

it('takes the CPU of the busiest machine that tells of itself', () => {
  const targets = [endpoint('a', 'cpu', 0.4), endpoint('b', 'system cpu', 0.75), endpoint('c', 'event loop', 0.95)]
  expect(targetUseOf({ reading: { target: process, cpu }, targets })).toEqual({
    cpu: 0.75,
    memory: 5e7,
    memoryLimit: undefined,
  })
})

it('takes what the process behind a target on this host has of all cores where nobody tells', () => {
  const targets = [endpoint('c', 'event loop', 0.95)]
  expect(targetUseOf({ reading: { target: process, cpu }, targets })).toMatchObject({ cpu: 0.6, memory: 5e7 })
})

it('knows nothing of a target elsewhere that tells nothing', () => {
  expect(targetUseOf({ reading: { cpu }, targets: [] })).toEqual({
    cpu: undefined,
    memory: undefined,
    memoryLimit: undefined,
  })
  expect(targetUseOf(undefined)).toEqual({
    cpu: undefined,
    memory: undefined,
    memoryLimit: undefined,
  })
})

it('lets the process grow by what its host has left', () => {
  const memory = { total: 8e9, available: 2e9 }
  expect(targetUseOf({ reading: { target: process, cpu, memory }, targets: [] }).memoryLimit).toBe(2.05e9)
})
