import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeptLoads } from './kept-loads.ts'
import type { LoadCommand } from './load-control.ts'
import { all, browse, climb, controlOf, fixed, later, outside, shared, users } from './testing/scenarios.ts'

const names = [browse, climb, users, shared, fixed, outside, later].map(({ name }) => name)
const command: fc.Arbitrary<LoadCommand> = fc.oneof(
  fc.constantFrom<LoadCommand>({ type: 'pause' }, { type: 'resume' }, { type: 'undo' }),
  fc.record({
    type: fc.constant('set-rate' as const),
    scenario: fc.constantFrom('browse', 'climb'),
    rate: fc.nat(200),
  }),
  fc.record({ type: fc.constant('set-vus' as const), scenario: fc.constant('users'), vus: fc.nat(20) }),
  fc.record({
    type: fc.constant('scale' as const),
    factor: fc.constant(2),
    scenario: fc.constant(undefined),
    rampMs: fc.nat(5000),
  }),
  fc.record({
    type: fc.constant('stop-scenario' as const),
    scenario: fc.constantFrom(...names),
    graceful: fc.boolean(),
  }),
)
const step = fc.record({ after: fc.nat(4000), command: fc.option(command, { freq: 3, nil: undefined }) })

it('says what each moment asks for, in the same object as long as that is the same', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const control = all()
      const kept = new KeptLoads(names, control)
      let now = 0
      let before = kept.at(now)
      for (const { after, command: given } of steps) {
        now += after
        if (given !== undefined) control.decide(given, now)
        const loads = kept.at(now)
        const asked = names.map((name) => [name, control.loadOf(name, now).now])
        expect(Object.entries(loads)).toEqual(asked)
        expect(loads === before).toBe(String(Object.values(loads)) === String(Object.values(before)))
        before = loads
      }
    }),
  )
})

it('keeps a scenario of any name, and goes back in time', () => {
  const name = '__proto__'
  const control = controlOf({ ...climb, name })
  const kept = new KeptLoads([name], control)
  expect([10_000, 5000, 15_000, 20_000, 0].map((at) => Object.values(kept.at(at)))).toEqual([
    [100],
    [50],
    [50],
    [0],
    [0],
  ])
})
