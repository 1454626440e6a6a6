import { expect, it } from 'vitest'
import { FakeRun, type FakeScenario } from '../testing/fake-run.ts'
import { type Curve, curveOf } from './curve.ts'

const open = (name: string, load: number): FakeScenario => ({ name, model: 'open', load })
const closed = (name: string, load: number): FakeScenario => ({ name, model: 'closed', load })

function curveAfter(seconds: number, scenarios: readonly FakeScenario[]): Curve {
  const run = new FakeRun({ scenarios })
  run.advance(seconds)
  const { windows, scenarios: views } = run.snapshots.get()
  return curveOf(windows, views)
}

it.each([
  ['arrival rates of open scenarios', [open('a', 100), open('b', 50), closed('c', 2)], 'open', 150],
  ['VUs where no scenario is open', [closed('a', 2), closed('b', 3)], 'closed', 5],
] as const)('adds up %s', (_, scenarios, model, load) => {
  const curve = curveAfter(8, scenarios)
  expect(curve.model).toBe(model)
  expect(curve.points.map((point) => point.load)).toEqual([load])
})

it('names no zone while the present load is not held long enough, and says how long it still takes', () => {
  expect(curveAfter(1, [open('a', 100)]).zone).toEqual({ zone: '-', reason: 'hold this load 3 s more for a point' })
  expect(curveAfter(8, [open('a', 100)]).zone.zone).toBe('A')
})

it('says when nothing comes back at all', () => {
  expect(curveAfter(8, [open('a', 0)]).zone.reason).toBe('nothing comes back yet')
})
