import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LoadControl, type LoadCommand } from './load-control.ts'
import { browse, climb, later, users } from './testing/scenarios.ts'

const configs = [browse, climb, users, later]
const rampMs = fc.constantFrom(0, 0, 1500, 30_000)

/** Changes of load that are accepted as long as the scenario is not over. */
const change: fc.Arbitrary<LoadCommand> = fc.oneof(
  fc.record({ scenario: fc.constantFrom('browse', 'climb'), rate: fc.nat(500), rampMs }).map((it) => ({
    type: 'set-rate' as const,
    ...it,
  })),
  fc.record({ scenario: fc.constantFrom('users', 'later'), vus: fc.nat(50), rampMs }).map((it) => ({
    type: 'set-vus' as const,
    ...it,
  })),
  fc.record({ factor: fc.constantFrom(0.5, 2, 3), rampMs }).map((it) => ({
    type: 'scale' as const,
    scenario: undefined,
    ...it,
  })),
  fc.constantFrom('browse', 'climb', 'users').map((scenario) => ({
    type: 'set-stages' as const,
    scenario,
    stages: [
      { duration: 3000, target: 20 },
      { duration: 20_000, target: 0 },
    ],
  })),
)
const pause: fc.Arbitrary<LoadCommand> = fc.constantFrom({ type: 'pause' }, { type: 'resume' })

/** Sends the commands half a second apart, beginning at half a second. */
function told(commands: readonly LoadCommand[]): LoadControl {
  const control = new LoadControl(configs)
  commands.forEach((command, index) => control.decide(command, (index + 1) * 500))
  return control
}

/** All loads from `from` on, until everything is over. */
const loadsFrom = (control: LoadControl, from: number): number[][] =>
  configs.map(({ name }) => Array.from({ length: 60 }, (_, n) => control.loadOf(name, from + n * 1037).now))

it('goes on, after a change is taken back, as if that had never been made', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(change, pause), { maxLength: 6 }),
      change,
      fc.array(pause, { maxLength: 5 }),
      (before, one, pauses) => {
        const at = (before.length + pauses.length + 2) * 500
        // A pause that is refused leaves nothing behind, so it keeps the times of both runs the same.
        const idle: LoadCommand = { type: 'follow-plan', scenario: 'nowhere' }
        const changed = told([...before, one, ...pauses])
        const { answer } = changed.decide({ type: 'undo' }, at)
        const untouched = told([...before, idle, ...pauses])
        fc.pre(answer.accepted)
        const [were, are] = [loadsFrom(untouched, at), loadsFrom(changed, at)]
        are.flat().forEach((load, index) => expect(load).toBeCloseTo(were.flat()[index] ?? Number.NaN, 6))
        for (const { name } of configs) {
          expect(changed.loadOf(name, at).overridden).toBe(untouched.loadOf(name, at).overridden)
          expect(changed.loadOf(name, at).endsAt).toBe(untouched.loadOf(name, at).endsAt)
        }
      },
    ),
    { numRuns: 300 },
  )
})

it('follows the plan again from any state, with or without a ramp', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(change, pause), { maxLength: 8 }), rampMs, (commands, ramp) => {
      const control = told(commands)
      const at = (commands.length + 1) * 500
      const { accepted } = control.decide({ type: 'follow-plan', scenario: undefined, rampMs: ramp }, at).answer
      fc.pre(accepted && !control.isPaused)
      for (const { name } of configs) {
        const { now, planned, overridden, endsAt, startsAt } = control.loadOf(name, at + ramp + 1000)
        if (endsAt === undefined || at + ramp + 1000 >= endsAt) continue
        expect([name, startsAt, overridden, now]).toEqual([name, startsAt, false, planned])
      }
    }),
    { numRuns: 300 },
  )
})
