import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scaleModel, totalTps, withWholeUsers } from './scale-model.ts'
import { thinkLawOf } from './think-law.ts'
import { usualConditions, type Workload, type WorkloadModel } from './workload-model.ts'

const workload = (tps: number, response: number, think: number): Workload => ({
  name: 'w',
  place: 'w.yaml:1',
  tps,
  users: (tps * (response + think)) / 1000,
  response,
  think,
  thinkLaw: thinkLawOf('constant'),
  kind: 'read',
  responseTarget: 200,
  transaction: undefined,
})
const modelOf = (...workloads: readonly Workload[]): WorkloadModel => ({
  file: 'w.yaml',
  model: 'closed',
  url: undefined,
  script: undefined,
  duration: undefined,
  conditions: usualConditions,
  workloads,
})

it('keeps the proportions at another size', () => {
  const scaled = scaleModel(modelOf(workload(30, 1000, 4000), workload(10, 500, 500)), 4)
  expect(scaled.workloads.map(({ tps, users }) => [tps, users])).toEqual([
    [3, 15],
    [1, 1],
  ])
  expect(totalTps(scaled)).toBe(4)
})

it('makes whole users of any model without changing its TPS', () => {
  const amount = fc.double({ min: 0.05, max: 100, noNaN: true })
  const time = fc.double({ min: 1, max: 10_000, noNaN: true })
  fc.assert(
    fc.property(amount, time, time, (tps, response, think) => {
      const [whole] = withWholeUsers(modelOf(workload(tps, response, think))).model.workloads
      expect(Number.isInteger(whole?.users)).toBe(true)
      expect(whole?.users).toBeGreaterThan(0)
      const interval = (whole?.response ?? 0) + (whole?.think ?? 0)
      expect(Math.abs(((whole?.users ?? 0) * 1000) / interval / tps - 1)).toBeLessThan(2e-3)
    }),
  )
})

it('says whose users think otherwise than they were to', () => {
  const { notes } = withWholeUsers(modelOf(workload(2, 500, 1000), workload(2, 500, 700)))
  expect(notes).toEqual(['w: 2.4 users are 2 whole ones, who think 500ms in place of 700ms to keep 2/s'])
})
