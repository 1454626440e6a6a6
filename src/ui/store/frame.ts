import type { Millis } from '../../base/units.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import type { HostView } from '../host-view.ts'
import { type Curve, curveOf } from './curve.ts'

/** What is on the screen of the run. Lines and events follow the run at once, numbers stand still long enough to be read. */
export interface Frame {
  /** For windows, events, problems and phase. */
  readonly run: RunSnapshot
  /** For everything that is read as a number. */
  readonly values: RunSnapshot
  readonly valuesAt: Millis
  readonly host: HostView | undefined
  readonly curve: Curve
  /** Set while frames are fewer than usual because they cost too much. */
  readonly reducedFps: number | undefined
}

export interface FrameInputs {
  readonly run: RunSnapshot
  readonly host: HostView | undefined
  readonly reducedFps: number | undefined
}

/** Numbers change at most twice a second. The margin lets two ticks of 250 ms pass although timers are late by a little. */
const valuesEvery: Millis = 480

export const firstFrame = (inputs: FrameInputs, now: Millis): Frame => ({
  ...inputs,
  values: inputs.run,
  valuesAt: now,
  curve: curveOf(inputs.run.windows, inputs.run.scenarios),
})

/** The same object when nothing that is shown has changed: no frame is drawn then. */
export function nextFrame(frame: Frame, inputs: FrameInputs, now: Millis): Frame {
  const areValuesDue = now - frame.valuesAt >= valuesEvery && haveValuesChanged(frame, inputs)
  if (areValuesDue) return refreshedFrame(frame, inputs, now)
  if (!haveLinesChanged(frame.run, inputs.run) && frame.reducedFps === inputs.reducedFps) return frame
  // Numbers wait for half a second from here, so that they fall in step with the windows: two frames a second, not three.
  return {
    ...frame,
    run: inputs.run,
    valuesAt: now,
    reducedFps: inputs.reducedFps,
    curve: nextCurve(frame, inputs.run),
  }
}

/** Everything at once: after a key, whose effect must be seen now. */
export const refreshedFrame = (frame: Frame, inputs: FrameInputs, now: Millis): Frame => ({
  ...inputs,
  values: inputs.run,
  valuesAt: now,
  curve: nextCurve(frame, inputs.run),
})

const haveValuesChanged = (frame: Frame, { run, host }: FrameInputs): boolean =>
  run !== frame.values || host !== frame.host

const haveLinesChanged = (before: RunSnapshot, after: RunSnapshot): boolean =>
  before.windows !== after.windows ||
  before.events !== after.events ||
  before.problems !== after.problems ||
  before.phase.kind !== after.phase.kind

const nextCurve = ({ run, curve }: Frame, { windows, scenarios }: RunSnapshot): Curve =>
  run.windows === windows ? curve : curveOf(windows, scenarios)
