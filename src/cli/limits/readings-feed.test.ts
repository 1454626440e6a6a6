import { expect, it } from 'vitest'
import { secondAt } from '../../analysis/verdict/testing/make-second.ts'
import { readingMetrics } from '../../engine/metrics/reading-metrics.ts'
import { hostReadings, targetReadings } from './readings-feed.ts'

const second = secondAt(0, {
  host: {
    ports: { destination: 'a:80', used: 50, range: 200 },
    files: { open: 10, limit: 100 },
    target: { cpu: 1.5, busiestThread: 0.9 },
    steal: undefined,
  },
})
const reading = {
  source: 'http://t/metrics',
  from: 0,
  to: 2000,
  resources: [{ name: 'garbage collection', kind: 'time', used: 0.02 }],
  series: [{ name: 'pool_active', value: 7, perSecond: undefined }],
  problem: undefined,
} as const

it('gives what is known in percents, and leaves out the rest', () => {
  const found = hostReadings(second)
  expect(found).toMatchObject({
    'host.ports': 25,
    'host.files': 10,
    'host.loop': 30,
    'target.process': 150,
    'target.thread': 90,
  })
  expect(found).not.toHaveProperty('host.steal')
})

it('gives the target its own names, and series as they are', () => {
  expect(targetReadings(reading)).toEqual({ 'target.garbage_collection': 2, 'target.pool_active': 7 })
})

it('gives nothing that thresholds do not know', () => {
  const known = readingMetrics(['pool_active']).map(({ name }) => name)
  const given = [...Object.keys(hostReadings(second)), ...Object.keys(targetReadings(reading))]
  expect(given.filter((name) => !known.includes(name))).toEqual([])
  expect(hostReadings(undefined)).toEqual({})
  expect(targetReadings(undefined)).toEqual({})
})
