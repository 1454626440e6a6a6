import type { Exploration } from '../../analysis/exploration.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import type { Millis } from '../../base/units.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import type { HostView } from '../host-view.ts'

/** What is on the screen of the run. Lines and events follow the run at once, numbers stand still long enough to be read. */
export interface Frame {
  /** For windows, events, problems and phase. */
  readonly run: RunSnapshot
  /** For everything that is read as a number. */
  readonly values: RunSnapshot
  readonly valuesAt: Millis
  readonly host: HostView | undefined
  readonly exploration: Exploration
  /** Undefined when the run is no test. */
  readonly test?: TestView | undefined
  /** Set while frames are fewer than usual because they cost too much. */
  readonly reducedFps: number | undefined
}

export interface FrameInputs {
  readonly run: RunSnapshot
  readonly host: HostView | undefined
  readonly exploration: Exploration
  readonly test?: TestView | undefined
  readonly reducedFps: number | undefined
}

/** Numbers change at most twice a second. The margin lets two ticks of 250 ms pass although timers are late by a little. */
const valuesEvery: Millis = 480

/** Everything at once: the first frame, and after a key, whose effect must be seen now. */
export const freshFrame = (inputs: FrameInputs, now: Millis): Frame => ({
  ...inputs,
  values: inputs.run,
  valuesAt: now,
})

/** The same object when nothing that is shown has changed: no frame is drawn then. */
export function nextFrame(frame: Frame, inputs: FrameInputs, now: Millis): Frame {
  const areValuesDue = now - frame.valuesAt >= valuesEvery && haveValuesChanged(frame, inputs)
  if (areValuesDue) return freshFrame(inputs, now)
  if (!haveLinesChanged(frame.run, inputs.run) && frame.reducedFps === inputs.reducedFps) return frame
  return {
    ...frame,
    run: inputs.run,
    // Numbers wait for half a second from a new window, so that they fall in step with these: two frames a second, not three.
    valuesAt: inputs.run.windows === frame.run.windows ? frame.valuesAt : now,
    exploration: inputs.exploration,
    test: inputs.test,
    reducedFps: inputs.reducedFps,
  }
}

const haveValuesChanged = (frame: Frame, { run, host, exploration, test }: FrameInputs): boolean =>
  run !== frame.values || host !== frame.host || exploration !== frame.exploration || test !== frame.test

const haveLinesChanged = (before: RunSnapshot, after: RunSnapshot): boolean =>
  before.windows !== after.windows ||
  before.events !== after.events ||
  before.problems !== after.problems ||
  before.lines !== after.lines ||
  before.phase.kind !== after.phase.kind
