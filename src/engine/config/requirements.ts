import type { Millis } from '../../base/units.ts'
import type { RunConfig } from './run-config.ts'
import type { RampingVus, ScenarioConfig, Stage } from './scenario.ts'

/** Whole nanoseconds, as k6 counts: what happens at the same instant in k6 must do so here. */
type Nanos = number
const toNanos = (ms: Millis): Nanos => Math.round(ms * 1e6)

/** From `at` on, until the next step, this many VUs. */
interface Step {
  readonly at: Nanos
  readonly vus: number
}

const sumOf = (stages: readonly Stage[]): Millis => stages.reduce((sum, stage) => sum + stage.duration, 0)

/** The VUs a scenario may need, counted from its start; the last step, to 0, is where nothing of it can run any more. */
function stepsOf(scenario: ScenarioConfig): readonly Step[] {
  const flat = (vus: number, lasting: Millis): readonly Step[] => [
    { at: 0, vus },
    { at: toNanos(lasting + scenario.gracefulStop), vus: 0 },
  ]
  switch (scenario.executor) {
    case 'constant-vus':
      return flat(scenario.vus, scenario.duration)
    case 'shared-iterations':
    case 'per-vu-iterations':
      return flat(scenario.vus, scenario.maxDuration)
    case 'constant-arrival-rate':
      return flat(scenario.maxVUs, scenario.duration)
    case 'ramping-arrival-rate':
      return flat(scenario.maxVUs, sumOf(scenario.stages))
    case 'externally-controlled':
      return flat(scenario.maxVUs, scenario.duration)
    case 'ramping-vus':
      return rampingSteps(scenario)
  }
}

/** The VUs that begin iterations: one more, or one less, when the line reaches the next whole number. */
function plannedSteps({ startVUs, stages }: RampingVus): readonly Step[] {
  const steps: Step[] = [{ at: 0, vus: startVUs }]
  let from = startVUs
  let end = 0
  for (const { duration, target } of stages) {
    const span = toNanos(duration)
    end += span
    const change = target - from
    // A stage of no duration jumps.
    const stride = duration === 0 ? change : Math.sign(change)
    const count = change === 0 ? 0 : change / stride
    for (let n = 1; n <= count; n += 1) {
      steps.push({ at: end - Math.trunc((span * (count - n)) / count), vus: from + n * stride })
    }
    from = target
  }
  return steps
}

/** A number of VUs that was in force, and until when those VUs may still finish their iterations. */
interface Reserved {
  readonly vus: number
  until: Nanos
}

/**
 * The planned steps with every decrease held back for gracefulRampDown: the largest number within that time. A later
 * increase uses the VUs that are still held back, so no more than the highest target is ever reserved.
 */
function rampingSteps(scenario: RampingVus): readonly Step[] {
  const end = toNanos(sumOf(scenario.stages) + scenario.gracefulStop)
  const grace = toNanos(scenario.gracefulRampDown)
  const steps: Step[] = []
  /** Falling numbers, each in force after the one before it. */
  const held: Reserved[] = []
  const releaseBefore = (time: Nanos): void => {
    for (let first = held[0]; first !== undefined && first.until < time; first = held[0]) {
      held.shift()
      if (held[0] !== undefined) steps.push({ at: first.until, vus: held[0].vus })
    }
  }
  for (const { at, vus } of plannedSteps(scenario)) {
    releaseBefore(at)
    const last = held.at(-1)
    if (last !== undefined) last.until = at + grace
    while ((held.at(-1)?.vus ?? Infinity) <= vus) held.pop()
    if (held.length === 0) steps.push({ at, vus })
    held.push({ vus, until: Infinity })
  }
  releaseBefore(end)
  if (steps.at(-1)?.vus !== 0) steps.push({ at: end, vus: 0 })
  return steps
}

type Scenarios = Pick<RunConfig, 'scenarios'>

/** When the last scenario can be at its end, with its gracefulStop: k6's `totalDuration`. `Infinity` for an open end. */
export const totalDuration = ({ scenarios }: Scenarios): Millis =>
  Math.max(0, ...scenarios.map((scenario) => scenario.startTime + (stepsOf(scenario).at(-1)?.at ?? 0) / 1e6))

/**
 * The most VUs that may be needed at the same time, k6's `maxVUs`: scenarios that do not overlap share theirs.
 * `shareOf` gives the part of a number of VUs that falls to an execution segment.
 */
export function maxVUs({ scenarios }: Scenarios, shareOf: (vus: number) => number = (vus) => vus): number {
  const steps = scenarios.flatMap((scenario, index) =>
    stepsOf(scenario).map(({ at, vus }) => ({ at: at + toNanos(scenario.startTime), vus: shareOf(vus), index })),
  )
  const current = scenarios.map(() => 0)
  let sum = 0
  let most = 0
  for (const { vus, index } of steps.sort((a, b) => a.at - b.at || a.index - b.index)) {
    sum += vus - (current[index] ?? 0)
    current[index] = vus
    most = Math.max(most, sum)
  }
  return most
}

/** The most VUs that are there from the start, at the same time: what is made before the run begins. */
export const plannedVUs = ({ scenarios }: Scenarios, shareOf?: (vus: number) => number): number =>
  maxVUs({ scenarios: scenarios.map(withoutUnplanned) }, shareOf)

/** Arrival-rate scenarios begin with `preAllocatedVUs`; up to `maxVUs` more are made when they are missed. */
const withoutUnplanned = (scenario: ScenarioConfig): ScenarioConfig =>
  'preAllocatedVUs' in scenario ? { ...scenario, maxVUs: scenario.preAllocatedVUs } : scenario
