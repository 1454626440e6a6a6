import type { Hold, Unloaded } from '../hold/hold.ts'
import type { Estimate } from '../statistics/batch-means.ts'

/** A mean known to `se`. */
export const known = (value: number, se = 0): Estimate => ({ value, se, half: 2 * se })

/** A target without load whose iterations are one request each. */
export const makeUnloaded = (p50: number, p95: number, errorShare = 0): Unloaded => ({
  p50,
  p95,
  response: { p50, p95 },
  errorShare,
})

let clock = 0

/** A hold with what matters given, and the rest as it would be: sustained when all of the load came back. */
export function makeHold(load: number, goodput: number, details: Partial<Hold> = {}): Hold {
  const seconds = details.seconds ?? 6
  const se = details.goodput?.se ?? 0
  const missing = Math.max(0, 1 - goodput / load)
  const { p50 = 20, p95 = 22 } = details
  clock += (seconds + 1) * 1000
  return {
    load,
    from: clock,
    to: clock + seconds * 1000,
    dwell: seconds + 0.5,
    seconds,
    count: Math.round(goodput * seconds),
    offered: load,
    goodput: known(goodput, se),
    plainError: se,
    period: undefined,
    deficit: known(missing),
    drift: missing * load,
    errorShare: 0,
    droppedShare: 0,
    inFlight: goodput / 50,
    p50,
    p95,
    response: { p50, p95, p99: p95 },
    slowShare: undefined,
    time: undefined,
    timedOutShare: 0,
    verdict: missing < 0.02 ? 'sustained' : 'saturated',
    fall: undefined,
    limitedBy: undefined,
    ...details,
  }
}

/** All rates of a hold times `factor`: the same target, so much faster. */
export const scaleHold = (hold: Hold, factor: number): Hold => ({
  ...hold,
  load: hold.load * factor,
  offered: hold.offered * factor,
  goodput: scale(hold.goodput, factor),
  plainError: hold.plainError * factor,
  drift: hold.drift * factor,
  count: hold.count * factor,
  inFlight: hold.inFlight * factor,
  fall:
    hold.fall === undefined
      ? undefined
      : { ...hold.fall, before: scale(hold.fall.before, factor), owed: hold.fall.owed * factor },
})

const scale = ({ value, se, half }: Estimate, factor: number): Estimate => ({
  value: value * factor,
  se: se * factor,
  half: half * factor,
})
