import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import { fit, joinFitting, type Line, line, space, span, type Span, spread, widthOf } from '../format/line.ts'
import { formatClock } from '../../base/readable-numbers.ts'
import type { Frame } from '../store/frame.ts'
import type { Tone } from '../theme.ts'
import { limitTones } from './limit-tones.ts'

export interface HeaderFacts {
  /** What is run. */
  readonly title: string
  /** The run is being recorded. */
  readonly isRecording: boolean
  readonly hasKeyboard: boolean
}

const zoneNames = { A: 'ramp', B: 'plateau', C: 'buckled', '-': '' } as const
const zoneTones = { A: 'zoneA', B: 'zoneB', C: 'zoneC', '-': 'dim' } as const

/** Is it running, on what, for how long, and where on the curve. A target too long for the row gives way to the rest. */
export function headerLine({ title, isRecording }: HeaderFacts, frame: Frame, width: number): Line {
  const { values, reducedFps, exploration } = frame
  const { zone } = exploration.zone
  const right: Line[] = []
  if (reducedFps !== undefined) right.push([span(`ui ${reducedFps} fps`, 'dim')])
  if (isRecording) right.push([span('rec on', 'error')])
  const zoneShown = [span(`zone ${zone}  ${zoneNames[zone]}`.trimEnd(), zoneTones[zone])]
  const state = [phaseOf(frame), zoneShown, limitOf(frame.host?.limit)]
  const gap = width < 120 ? 2 : 5
  const taken = [brand, ...state, ...right].reduce((sum, part) => sum + widthOf(part) + gap, 1)
  const subject = subjectOf(title, values.target, gap)
  const shown = widthOf(subject) <= width - taken ? subject : fit(subject, width - taken)
  return spread(
    joinFitting([brand, shown, ...state], space(gap), width),
    [...joinFitting(right, space(3), width), span(' ')],
    width,
  )
}

/** Is it me or the target. */
function limitOf(limit: LimitReading | undefined): Line {
  if (limit === undefined) return [span('limit -', 'dim')]
  const { verdict, confidence } = limit
  if (verdict === 'none') return [span('limit none', 'dim')]
  return [span('limit '), span(verdict.toUpperCase(), limitTones[verdict]), span(` (${confidence})`, 'dim')]
}

const brand = line(' kneepoint', 'strong')

const subjectOf = (title: string, target: string, gap: number): Line =>
  title === target ? line(target) : [span(title), space(gap), span(target)]

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
  if (values.replay !== undefined) return replayOf(values, values.replay)
  return [
    span(kind.toUpperCase(), phaseTones[kind]),
    span(` ${formatClock(values.elapsed)}`),
    span(endOf(run, values)),
    pausedOf(values),
  ]
}

function replayOf({ phase, elapsed }: RunSnapshot, { speed, length }: NonNullable<RunSnapshot['replay']>): Line {
  const state = phase.kind === 'running' ? `REPLAY x${speed}` : 'REPLAY paused'
  return [span(state, 'mark'), span(` ${formatClock(elapsed)} / ${formatClock(length)}`)]
}

/** In all, and in the time before it. */
const pausedOf = ({ paused }: RunSnapshot): Span =>
  span(paused < 1000 ? '' : ` (${formatClock(paused)} paused)`, 'mark')

function endOf({ phase }: RunSnapshot, { elapsed, plannedEnd }: RunSnapshot): string {
  if (phase.kind === 'stopping') return `, ${Math.max(0, Math.ceil((phase.deadline - elapsed) / 1000))} s at most`
  return plannedEnd === undefined ? ' / open end' : ` / ${formatClock(plannedEnd)}`
}
