import type { Millis } from '../../base/units.ts'
import type { ProfileName, Zone, ZoneKind } from './test-plan.ts'

const MINUTE: Millis = 60_000
const HOUR: Millis = 60 * MINUTE

/** A zone before it is placed in time. It begins at the load at which the one before it ended, unless `begin` says otherwise. */
interface Stretch {
  readonly kind: ZoneKind
  readonly takes: Millis
  readonly end: number
  readonly begin?: number
}

const ramp = (takes: Millis, end: number): Stretch => ({ kind: 'ramp', takes, end })
const hold = (kind: ZoneKind, takes: Millis, at: number): Stretch => ({ kind, takes, begin: at, end: at })

interface Profile {
  readonly question: string
  readonly stretches: (steady: Millis) => readonly Stretch[]
  /** Of what is asked about; the command line may say otherwise. */
  readonly steady: Millis
}

/**
 * Shapes in multiples of the target load. Load: the document's own, 30 minutes of ramp and an hour; peak: its TPS x 3. The others as
 * usual in the field (Grafana k6, "Load test types"; Molyneaux, The Art of Application Performance Testing, 2nd ed., ch. 3).
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  smoke: {
    question: 'does it work at all, at a tenth of the load',
    steady: 2 * MINUTE,
    stretches: (steady) => [hold('steady', steady, 0.1)],
  },
  load: {
    question: 'do the conditions hold under the usual load',
    steady: HOUR,
    stretches: (steady) => [ramp(30 * MINUTE, 1), hold('steady', steady, 1), ramp(5 * MINUTE, 0)],
  },
  stress: {
    question: 'does it stay up above the target, and come back',
    steady: 30 * MINUTE,
    stretches: (steady) => [
      ramp(10 * MINUTE, 1),
      hold('steady', 20 * MINUTE, 1),
      ramp(10 * MINUTE, 1.5),
      hold('overload', steady, 1.5),
      ramp(MINUTE, 1),
      hold('recovery', 20 * MINUTE, 1),
    ],
  },
  soak: {
    question: 'does anything leak or drift over a long time',
    steady: 8 * HOUR,
    stretches: (steady) => [ramp(30 * MINUTE, 1), hold('steady', steady, 1), ramp(5 * MINUTE, 0)],
  },
  spike: {
    question: 'how bad is a sudden rush, and how soon is it over',
    steady: 5 * MINUTE,
    stretches: (steady) => [
      ramp(5 * MINUTE, 1),
      hold('steady', 10 * MINUTE, 1),
      hold('overload', steady, 5),
      hold('recovery', 20 * MINUTE, 1),
    ],
  },
  peak: {
    question: 'do the conditions hold at three times the target',
    steady: 30 * MINUTE,
    stretches: (steady) => [ramp(30 * MINUTE, 3), hold('steady', steady, 3), ramp(5 * MINUTE, 0)],
  },
  breakpoint: {
    question: 'how many times the target until the conditions break',
    steady: 2 * HOUR,
    stretches: (steady) => [{ kind: 'climb', takes: steady, begin: 0, end: 10 }],
  },
}

export interface ProfileTimes {
  /** How long what is asked about lasts, before it is compressed; undefined: as usual. */
  readonly steady: Millis | undefined
  readonly compress: number
}

/** The zones of a test of this kind, one after the other. */
export function zonesOf(name: ProfileName, { steady, compress }: ProfileTimes): readonly Zone[] {
  const { stretches, steady: usual } = profiles[name]
  let [at, load] = [0, 0]
  return stretches(steady ?? usual).map(({ kind, takes, begin = load, end }) => {
    const from = at
    at += takes / compress
    load = end
    return { kind, from, to: at, begin, end }
  })
}

/** A load that is held from beginning to end. */
export const steadyZones = (takes: Millis): readonly Zone[] => [
  { kind: 'steady', from: 0, to: takes, begin: 1, end: 1 },
]
