import { describe, expect, it } from 'vitest'
import type { LoadCommand, LoadControl } from './load-control.ts'
import { all, browse, climb, controlOf, fixed, later, outside, shared, users } from './testing/scenarios.ts'

/** What the load is 1 ms after the command is in force. */
const after = (control: LoadControl, scenario: string, at: number): number => control.loadOf(scenario, at + 1).now

/** Sends the commands, the first at 1 s, each a second after the one before; returns what each was answered. */
function say(control: LoadControl, ...commands: LoadCommand[]): string[] {
  return commands.map((command, index) => control.decide(command, 1000 * (index + 1)).answer.said)
}

it('orders a rate for every worker at one instant, and says what became of the load', () => {
  const decision = all().decide({ type: 'set-rate', scenario: 'browse', rate: 120 }, 5000)
  expect(decision).toEqual({
    answer: { accepted: true, said: 'load browse 100 -> 120/s' },
    orders: [{ scenario: 'browse', change: { type: 'set-rate', rate: 120, ramp: 0 }, at: 5000 }],
    events: [{ kind: 'load', scenario: 'browse', text: 'load browse 100 -> 120/s', from: 100, to: 120 }],
  })
})

describe('ramps', () => {
  it('take the time that the command says, or else the run', () => {
    const control = all()
    say(control, { type: 'set-rate', scenario: 'browse', rate: 200, rampMs: 2000 })
    expect(control.loadOf('browse', 2000).now).toBe(150)
    const said = say(control, { type: 'set-ramp', rampMs: 10_000 }, { type: 'set-vus', scenario: 'users', vus: 20 })
    expect(said).toEqual(['changes of load take 10s', 'load users 10 -> 20 VUs over 10s'])
    expect(control.loadOf('users', 7000).now).toBe(15)
    expect(control.rampMs).toBe(10_000)
    control.decide({ type: 'set-vus', scenario: 'users', vus: 1, rampMs: 0 }, 8000)
    expect(control.loadOf('users', 8000).now).toBe(1)
  })

  it('go back to the plan where that will be when they end', () => {
    const control = controlOf(climb)
    say(control, { type: 'set-rate', scenario: 'climb', rate: 80 })
    const { answer } = control.decide({ type: 'follow-plan', scenario: 'climb', rampMs: 4000 }, 2000)
    expect(answer.said).toBe('load climb 80 -> 60/s over 4s (by the plan)')
    expect(control.loadOf('climb', 4000).now).toBeCloseTo(70)
    expect(control.loadOf('climb', 8000)).toMatchObject({ now: 80, planned: 80, overridden: false })
  })
})

describe('a factor', () => {
  it('scales every scenario that can be, and keeps the shape of ramps', () => {
    const control = controlOf(browse, climb, users, fixed)
    const { answer, orders, events } = control.decide({ type: 'scale', scenario: undefined, factor: 1.5 }, 5000)
    expect(answer.said).toBe('load browse 100 -> 150/s, load climb 50 -> 75/s, load users 10 -> 15 VUs; not fixed')
    expect(orders.length).toBe(3)
    expect(events.map(({ scenario, from, to }) => [scenario, from, to])).toEqual([
      ['browse', 100, 150],
      ['climb', 50, 75],
      ['users', 10, 15],
    ])
    expect(control.loadOf('climb', 10_000).now).toBe(150)
    expect(control.loadOf('climb', 15_000).now).toBe(75)
    expect(control.decide({ type: 'undo' }, 15_000).answer.said).toBe(
      'load browse 150 -> 100/s (by the plan), load climb 75 -> 50/s (by the plan), load users 15 -> 10 VUs (by the plan)',
    )
  })

  it('scales one scenario', () => {
    const control = controlOf(browse, users)
    say(control, { type: 'scale', scenario: 'users', factor: 0.5 })
    expect([after(control, 'browse', 1000), after(control, 'users', 1000)]).toEqual([100, 5])
  })
})

describe('stages', () => {
  it('replace what is left of the course, beginning at the load in force', () => {
    const control = controlOf(climb)
    const { answer } = control.decide(
      {
        type: 'set-stages',
        scenario: 'climb',
        stages: [
          { duration: 5000, target: 150 },
          { duration: 30_000, target: 150 },
        ],
      },
      5000,
    )
    expect(answer.said).toBe('load climb by stages: 150/s in 5s, 150/s in 30s')
    expect(control.loadOf('climb', 7500)).toMatchObject({ now: 100, planned: 75, overridden: true, endsAt: 40_000 })
    expect(control.plannedEnd()).toBe(40_000)
    control.decide({ type: 'undo' }, 7500)
    expect(control.loadOf('climb', 7500)).toMatchObject({ now: 75, overridden: false, endsAt: 20_000 })
  })
})

describe('undo', () => {
  it('takes changes back one by one, down to the plan', () => {
    const control = controlOf(browse)
    control.decide({ type: 'set-rate', scenario: 'browse', rate: 120 }, 1000)
    control.decide({ type: 'set-rate', scenario: 'browse', rate: 150 }, 2000)
    expect(control.decide({ type: 'undo' }, 3000).answer.said).toBe('load browse 150 -> 120/s')
    expect(control.loadOf('browse', 3000)).toMatchObject({ now: 120, planned: 100, overridden: true })
    expect(control.decide({ type: 'undo' }, 4000).answer.said).toBe('load browse 120 -> 100/s (by the plan)')
    expect(control.loadOf('browse', 4000)).toMatchObject({ now: 100, planned: 100, overridden: false })
    expect(control.decide({ type: 'undo' }, 5000).answer).toEqual({ accepted: false, said: 'nothing to undo' })
  })

  it('goes on in the middle of a ramp that another change broke off', () => {
    const control = controlOf(browse)
    control.decide({ type: 'set-rate', scenario: 'browse', rate: 200, rampMs: 10_000 }, 0)
    control.decide({ type: 'set-rate', scenario: 'browse', rate: 10 }, 2000)
    control.decide({ type: 'undo' }, 5000)
    expect(control.loadOf('browse', 5000).now).toBe(150)
    expect(control.loadOf('browse', 10_000).now).toBe(200)
  })

  it('goes back to a course that a pause has moved', () => {
    const control = controlOf(climb)
    control.decide({ type: 'set-rate', scenario: 'climb', rate: 5 }, 2000)
    control.decide({ type: 'pause' }, 4000)
    control.decide({ type: 'resume' }, 14_000)
    control.decide({ type: 'undo' }, 16_000)
    expect(control.loadOf('climb', 16_000)).toMatchObject({ now: 60, planned: 60, endsAt: 30_000 })
  })

  it('takes back maxVUs and the ramp, and says what cannot be taken back', () => {
    const control = controlOf(browse, users, later)
    const said = say(
      control,
      { type: 'set-max-vus', scenario: 'browse', maxVUs: 50 },
      { type: 'set-ramp', rampMs: 5000 },
      { type: 'start-scenario', scenario: 'later' },
      { type: 'stop-scenario', scenario: 'users', graceful: true },
      { type: 'undo' },
      { type: 'undo' },
      { type: 'undo' },
      { type: 'undo' },
    )
    expect(said).toEqual([
      'maxVUs of browse 10 -> 50',
      'changes of load take 5s',
      'later begins now',
      'users stops: iterations in flight may end',
      'users was stopped, which cannot be taken back; undo again takes back what was changed before it',
      'later was started by hand, which cannot be taken back; stop-scenario ends it; undo again takes back what was changed before it',
      'changes of load are made at once',
      'maxVUs of browse 50 -> 10',
    ])
    expect(control.loadOf('browse', 9000).maxVUs).toBe(10)
  })
})

describe('a waiting scenario', () => {
  it('begins now when it is told to, and ends as much earlier', () => {
    const control = controlOf(later)
    expect(control.loadOf('later', 5000)).toMatchObject({ now: 0, startsAt: 20_000, endsAt: 30_000 })
    expect(control.decide({ type: 'start-scenario', scenario: 'later' }, 5000).orders).toEqual([
      { scenario: 'later', change: { type: 'start' }, at: 5000 },
    ])
    expect(control.loadOf('later', 5000)).toMatchObject({ now: 10, startsAt: 5000, endsAt: 15_000 })
  })

  it('takes a load that it will begin with', () => {
    const control = controlOf(later)
    expect(say(control, { type: 'set-vus', scenario: 'later', vus: 4 })).toEqual(['load later 10 -> 4 VUs'])
    expect(control.loadOf('later', 20_000).now).toBe(4)
  })

  it('is put off by a pause, also when it is told to begin in that', () => {
    const control = controlOf(later)
    control.decide({ type: 'pause' }, 10_000)
    control.decide({ type: 'resume' }, 13_000)
    expect(control.loadOf('later', 14_000).startsAt).toBe(23_000)
    control.decide({ type: 'pause' }, 15_000)
    control.decide({ type: 'start-scenario', scenario: 'later' }, 16_000)
    control.decide({ type: 'resume' }, 19_000)
    expect(control.loadOf('later', 19_000)).toMatchObject({ now: 10, startsAt: 19_000, endsAt: 29_000 })
  })
})

describe('stopping one scenario', () => {
  it('ends its course now', () => {
    const control = controlOf(browse, users)
    const { answer } = control.decide({ type: 'stop-scenario', scenario: 'browse', graceful: true }, 7000)
    expect(answer.said).toBe('browse stops: iterations in flight may end')
    expect(control.loadOf('browse', 7000)).toMatchObject({ now: 0, endsAt: 7000 })
    expect(control.plannedEnd()).toBe(30_000)
  })

  it('cuts its gracefulStop off when it is told to stop at once', () => {
    const control = controlOf(browse)
    say(control, { type: 'stop-scenario', scenario: 'browse', graceful: true })
    expect(control.decide({ type: 'stop-scenario', scenario: 'browse', graceful: true }, 2000).answer.accepted).toBe(
      false,
    )
    expect(control.decide({ type: 'stop-scenario', scenario: 'browse', graceful: false }, 2000).answer.said).toBe(
      'browse stopped at once',
    )
  })
})

describe('pauses', () => {
  it('move the end and are kept count of, wherever one looks', () => {
    const control = controlOf(browse, users)
    expect(control.plannedEnd()).toBe(60_000)
    control.decide({ type: 'pause' }, 10_000)
    expect(control.pausedSince).toBe(10_000)
    expect(control.pausedBy(12_000)).toBe(2000)
    expect(control.plannedEnd()).toBeUndefined()
    const { orders, events } = control.decide({ type: 'resume' }, 15_000)
    expect(orders.map(({ scenario }) => scenario)).toEqual(['browse', 'users'])
    expect(events).toEqual([{ kind: 'pause', text: 'resumed after 5.0 s' }])
    expect([9000, 11_000, 20_000].map((t) => control.pausedBy(t))).toEqual([0, 1000, 5000])
    expect(control.plannedEnd()).toBe(65_000)
  })

  it('keep a rate set in them for when it goes on, and show it', () => {
    const control = controlOf(browse)
    control.decide({ type: 'pause' }, 1000)
    control.decide({ type: 'set-rate', scenario: 'browse', rate: 30 }, 2000)
    expect(control.loadOf('browse', 2000).now).toBe(30)
    control.decide({ type: 'resume' }, 3000)
    expect(control.loadOf('browse', 3001).now).toBe(30)
  })
})

describe('the course, for who draws it', () => {
  it('is the plan and what was made of it, corner by corner on the clock of the run', () => {
    const control = controlOf(climb)
    control.decide({ type: 'set-rate', scenario: 'climb', rate: 80 }, 5000)
    expect(control.loadOf('climb', 6000)).toMatchObject({
      plan: [
        { at: 0, load: 0 },
        { at: 10_000, load: 100 },
        { at: 20_000, load: 0 },
      ],
      course: [
        { at: 0, load: 0 },
        { at: 5000, load: 50 },
        { at: 5000, load: 80 },
        { at: 20_000, load: 80 },
      ],
    })
  })

  it('has an open end where there is one', () => {
    expect(controlOf(outside).loadOf('outside', 0)).toMatchObject({ course: [{ at: 0, load: 2 }], endsAt: undefined })
  })

  it('ends when its iterations are done, and so does the run when nothing else goes on', () => {
    const control = controlOf(shared)
    expect(control.plannedEnd()).toBe(9000)
    control.markOver('shared', 5000)
    control.markOver('shared', 6000)
    expect(control.loadOf('shared', 7000)).toMatchObject({ endsAt: 5000, now: 0 })
    expect(control.plannedEnd()).toBe(5000)
  })

  it('is the same list until something changes', () => {
    const control = controlOf(climb)
    const [before, later] = [control.loadOf('climb', 1000), control.loadOf('climb', 2000)]
    expect(later.course).toBe(before.course)
    control.decide({ type: 'set-rate', scenario: 'climb', rate: 80 }, 5000)
    const changed = control.loadOf('climb', 5000)
    expect(changed.course).not.toBe(before.course)
    expect(changed.plan).toBe(before.plan)
  })
})
