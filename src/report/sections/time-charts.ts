import { formatDuration } from '../../base/duration.ts'
import type { RunEvent } from '../../engine/api.ts'
import type { ChartLine, ChartMark, TimeChart, Unit } from '../chart.ts'
import type { Column, ReportData, Timeline } from '../report-data.ts'

/** Columns of a chart know no undefined: JSON has null. */
export const drawn = (values: Column): readonly (number | null)[] => values.map((value) => value ?? null)

export const isAnywhere = (values: Column, test: (value: number) => boolean): boolean =>
  values.some((value) => value !== undefined && test(value))

type Lines = readonly (ChartLine | undefined)[]

/** Lines over the seconds of the run, with everything that was done drawn in. */
export function secondsChart(
  { timeline, events, run }: ReportData,
  unit: Unit,
  lines: Lines,
  isLog: boolean = false,
): TimeChart {
  return {
    kind: 'time',
    unit,
    isLog,
    at: timeline.at.map(toSeconds),
    end: toSeconds(run.duration),
    lines: lines.filter((line) => line !== undefined),
    marks: marksOf(events.shown),
    pauses: timeline.pauses.map(({ from, to }) => [toSeconds(from), toSeconds(to)]),
  }
}

export const toSeconds = (millis: number): number => Math.round(millis) / 1000

/** More marks than this hide the lines they are about. */
const MOST_MARKS = 150

/** What the operator, the plan or the search changed, what was marked, and thresholds that turned. */
export function marksOf(events: readonly RunEvent[]): readonly ChartMark[] {
  const marks = events.flatMap((event): ChartMark[] => {
    const { kind, at, text } = event
    if (kind === 'load' || kind === 'mark' || kind === 'pause') return [{ at: toSeconds(at), tone: 'mark', text }]
    return kind === 'threshold' ? [{ at: toSeconds(at), tone: 'alarm', text }] : []
  })
  const every = Math.ceil(marks.length / MOST_MARKS)
  return marks.filter((_, index) => index % every === 0)
}

/** How seconds became points, where they did not stay as they were. */
export const pointsNote = ({ secondsPerPair }: Timeline): string | undefined =>
  secondsPerPair === 1
    ? undefined
    : `Every ${formatDuration(secondsPerPair * 1000)} the lowest and the highest second is drawn, so no spike is lost.`
