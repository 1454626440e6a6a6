import type { Observation } from '../observation.ts'

export interface TickShape {
  readonly load: number
  readonly good: number
  readonly failed?: number
  readonly dropped?: number
  readonly started?: number
  readonly p50?: number
  readonly p95?: number
  readonly pausedFor?: number
  readonly generatorLimited?: boolean
}

/** Observations in a row, `millis` long each; counts are per second. What neither failed nor came back stays in flight. */
export function makeTicks(shapes: readonly TickShape[], millis = 250, start = 0): Observation[] {
  let inFlight = 0
  return shapes.map((shape, index) => {
    const counts = countsOf(shape, millis / 1000)
    inFlight += counts.started - counts.good - counts.failed
    const { load, p50 = 20, p95 = 22, pausedFor = 0, generatorLimited = false } = shape
    const from = start + index * millis
    return { from, to: from + millis, load, ...counts, inFlight, p50, p95, pausedFor, generatorLimited }
  })
}

const countsOf = (
  { load, good, failed = 0, dropped = 0, started = load }: TickShape,
  seconds: number,
): Pick<Observation, 'started' | 'good' | 'failed' | 'dropped'> => ({
  started: started * seconds,
  good: good * seconds,
  failed: failed * seconds,
  dropped: dropped * seconds,
})

/** The same shape for so many seconds. */
export const lasting = (shape: TickShape, seconds: number, millis = 250): TickShape[] =>
  Array.from({ length: Math.round((seconds * 1000) / millis) }, () => shape)
