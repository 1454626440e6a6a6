import type { Observation } from '../../../src/analysis/observation.ts'
import { VirtualLoad } from '../../../src/analysis/testing/virtual-load.ts'
import type { Case } from '../cases.ts'
import { configuredOf, maxInFlight } from '../truth.ts'
import type { Level, Ramp, RampSecond, Rig } from './rig.ts'

/** Both procedures ask for the same. */
const slowFrom = 500
const mostSlow = 0.05
/** k6 looks at its thresholds so often, s. */
const lookEvery = 2

/** The load generator and the target of a case in virtual time. Only levels with a 95th percentile of 500 ms can be asked for. */
export class VirtualRig implements Rig {
  readonly #load: VirtualLoad

  constructor(it: Case, seed: number) {
    this.#load = new VirtualLoad({
      model: configuredOf(it),
      arrivals: it.arrivals,
      seed,
      tick: 1000,
      maxInFlight,
      clientTimeout: 60_000,
      slowFrom,
    })
  }

  readonly elapsed = (): number => this.#load.now / 1000

  readonly ramp = ({ top, seconds, abortOn }: Ramp): Promise<readonly RampSecond[]> => {
    const done: RampSecond[] = []
    const total = new Tally()
    for (let second = 1; second <= seconds; second += 1) {
      const tick = this.#goOn((top * second) / seconds)
      total.add(tick)
      done.push({ load: tick.load, good: tick.good })
      if (abortOn !== undefined && second % lookEvery === 0 && !total.keeps(abortOn)) break
    }
    return Promise.resolve(done)
  }

  readonly hold = (load: number, seconds: number, level: Level): Promise<boolean> => {
    const total = new Tally()
    for (let second = 0; second < seconds; second += 1) total.add(this.#goOn(load))
    return Promise.resolve(total.keeps(level))
  }

  #goOn(load: number): Observation {
    this.#load.setLoad(load)
    return this.#load.observe()
  }
}

class Tally {
  #ended = 0
  #failed = 0
  #slow = 0

  add({ good, failed, slow = 0 }: Observation): void {
    this.#ended += good + failed
    this.#failed += failed
    this.#slow += slow
  }

  keeps({ p95, failedShare }: Level): boolean {
    if (p95 !== slowFrom) throw new Error(`only ${slowFrom} ms are counted, not ${p95}`)
    return this.#slow < mostSlow * this.#ended && this.#failed < failedShare * this.#ended
  }
}
