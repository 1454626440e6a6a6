import type { RunSnapshot } from '../../engine/api.ts'
import { joinFitting, type Line, span, spread } from '../format/line.ts'
import { formatClock } from '../format/numbers.ts'
import type { Frame } from '../store/frame.ts'
import type { Tone } from '../theme.ts'

export interface HeaderFacts {
  readonly title: string
  /** The run is being recorded. */
  readonly isRecording: boolean
}

const zoneNames = { A: 'ramp', B: 'plateau', C: 'buckled', '-': '' } as const
const zoneTones = { A: 'zoneA', B: 'zoneB', C: 'zoneC', '-': 'dim' } as const

/** Is it running, on what, for how long, and where on the curve. What does not fit goes from the right. */
export function headerLine({ title, isRecording }: HeaderFacts, frame: Frame, width: number): Line {
  const { values, reducedFps, curve } = frame
  const { zone } = curve.zone
  const left = [
    [span(` ${title}`, 'strong')],
    [span(values.target)],
    phaseOf(frame),
    [span(`zone ${zone}  ${zoneNames[zone]}`.trimEnd(), zoneTones[zone])],
  ]
  const right: Line[] = []
  if (reducedFps !== undefined) right.push([span(`ui ${reducedFps} fps`, 'dim')])
  if (isRecording) right.push([span('rec on', 'error')])
  return spread(joinFitting(left, width < 100 ? 2 : 5, width), [...joinFitting(right, 3, width), span(' ')], width)
}

const phaseTones: Readonly<Record<RunSnapshot['phase']['kind'], Tone>> = {
  loading: 'dim',
  setup: 'dim',
  running: 'achieved',
  paused: 'mark',
  stopping: 'alarm',
  teardown: 'alarm',
  finished: 'dim',
}

function phaseOf({ run, values }: Frame): Line {
  const { kind } = run.phase
  const end = values.plannedEnd === undefined ? 'open end' : formatClock(values.plannedEnd)
  return [span(kind.toUpperCase(), phaseTones[kind]), span(` ${formatClock(values.elapsed)} / ${end}`)]
}
