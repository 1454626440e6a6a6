import type { Exploration } from '../../analysis/exploration.ts'
import { UseCollector } from '../../analysis/utilisation/collect-uses.ts'
import {
  type KnownCapacity,
  reportUtilisation,
  type UtilisationReport,
} from '../../analysis/utilisation/utilisation-report.ts'
import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import type { LimitSecond } from '../../analysis/verdict/limit-second.ts'
import type { Clock } from '../../base/clock.ts'
import { createStore, type Store } from '../../base/store.ts'
import type { TargetReading } from '../../base/target-reading.ts'
import type { Millis } from '../../base/units.ts'
import type { RunSnapshot } from '../../engine/api.ts'

/** What the target says of itself, and what that has to do with its limit. */
export interface TargetStore {
  /** The newest of each endpoint. */
  readonly readings: Store<readonly TargetReading[]>
  readonly utilisation: Store<UtilisationReport | undefined>
  readonly close: () => void
}

export interface TargetSources {
  readonly targets: Store<TargetReading | undefined>
  readonly seconds: Store<LimitSecond | undefined>
  readonly limits: Store<LimitReading | undefined>
  readonly snapshots: Store<RunSnapshot>
  readonly exploration: Store<Exploration>
  readonly clock: Clock
}

export function watchTarget(sources: TargetSources): TargetStore {
  const { targets, seconds, limits, snapshots, exploration, clock } = sources
  const collector = new UseCollector()
  const readings = createStore<readonly TargetReading[]>([])
  const utilisation = createStore<UtilisationReport | undefined>(undefined)
  const runClock = new RunClock(clock)
  let highest = 0
  const subscriptions = [
    snapshots.subscribe(() => runClock.follow(snapshots.get())),
    targets.subscribe(() => {
      const reading = targets.get()
      if (reading === undefined) return
      const others = readings.get().filter(({ source }) => source !== reading.source)
      readings.set([...others, reading].toSorted((a, b) => (a.source < b.source ? -1 : 1)))
      collector.addReading(runClock.spanOf(reading))
    }),
    seconds.subscribe(() => {
      const second = seconds.get()
      if (second === undefined) return
      collector.addSecond(second)
      highest = Math.max(highest, second.load.pausedFor > 0 ? 0 : second.load.good)
      const capacity = capacityOf(exploration.get(), limits.get(), highest)
      utilisation.set(reportUtilisation(collector.uses, capacity))
    }),
  ]
  return {
    readings,
    utilisation,
    close: () => {
      for (const unsubscribe of subscriptions) unsubscribe()
    },
  }
}

/** What the search has found, else the most that came back: a limit if the verdict names the target. */
function capacityOf(
  { capacity: { capacity } }: Exploration,
  limit: LimitReading | undefined,
  highest: number,
): KnownCapacity | undefined {
  if (capacity.kind === 'found') return { throughput: capacity.value, isReached: true }
  return highest > 0 ? { throughput: highest, isReached: limit?.verdict === 'target' } : undefined
}

/** Where the run's clock began, on the machine's: snapshots come a little late, so the earliest that one tells is the best. */
class RunClock {
  readonly #clock: Clock
  #zero: Millis = Number.POSITIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  follow({ elapsed }: RunSnapshot): void {
    if (elapsed > 0) this.#zero = Math.min(this.#zero, this.#clock.now() - elapsed)
  }

  spanOf(reading: TargetReading): TargetReading {
    return { ...reading, from: reading.from - this.#zero, to: reading.to - this.#zero }
  }
}
