import { expect, it } from 'vitest'
import type { WorkloadVerdict } from '../../analysis/load-test/workload-verdict.ts'
import { ranked } from './test.ts'

const workload = (name: string, target: number): WorkloadVerdict => ({
  name,
  state: 'pass',
  target,
  achieved: target,
  response: 20,
  responseTarget: 200,
  success: 1,
  decidedBy: '',
})

it('ranks workloads by their share of the load, adding up to all of it', () => {
  const rows = ranked([workload('a', 10), workload('b', 70), workload('c', 20)])
  expect(rows.map(({ name, share }) => [name, share])).toEqual([
    ['b', 0.7],
    ['c', 0.2],
    ['a', 0.1],
  ])
  expect(rows.map(({ sum }) => sum)).toEqual([0.7, 0.9, 1])
})
