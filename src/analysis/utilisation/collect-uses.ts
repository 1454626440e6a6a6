import type { ResourceReading, TargetReading } from '../../base/target-reading.ts'
import type { Millis, Share } from '../../base/units.ts'
import { isSameLoad } from '../hold/hold-collector.ts'
import type { LimitSecond } from '../verdict/limit-second.ts'
import type { ResourceUse, UtilisationPoint } from './resource-law.ts'

/** More failures than this, and the requests were not what they are otherwise. */
const mostFailed: Share = 0.02
/** A reading reaches over so much of the seconds it is compared with. */
const slack: Millis = 600
/** Of the newest; the law of an hour ago is not that of now. */
const mostPoints = 600

/** Puts together what a target said of itself and what came back meanwhile. */
export class UseCollector {
  readonly #uses = new Map<string, { kind: ResourceReading['kind']; points: UtilisationPoint[] }>()
  #seconds: readonly LimitSecond[] = []

  get uses(): readonly ResourceUse[] {
    return Array.from(this.#uses, ([name, { kind, points }]) => ({ name, kind, points }))
  }

  /** The next second of the run; what the process on this host did in it is a reading too. */
  addSecond(second: LimitSecond): void {
    const before = this.#seconds.at(-1)
    this.#seconds = [...this.#seconds, second].slice(-60)
    const { target } = second.host
    const isSteady = before !== undefined && isSameLoad(before.load.load, second.load.load)
    if (target === undefined || !isSteady || !isClean(second)) return
    const throughput = throughputOf([second])
    const name = target.name ?? 'process'
    if (target.busiestThread !== undefined)
      this.#add(`thread of ${name}`, 'cpu', { throughput, used: target.busiestThread })
    if (target.cpu !== undefined) this.#add(`CPU of ${name}`, 'cores', { throughput, used: target.cpu })
  }

  /** A reading of an endpoint; `from` and `to` on the run's clock. */
  addReading({ from, to, resources }: Pick<TargetReading, 'from' | 'to' | 'resources'>): void {
    const within = this.#seconds.filter((second) => second.to > from + slack && second.from < to - slack)
    const [first] = within
    if (first === undefined || resources.length === 0 || !within.every(isClean)) return
    if (!within.every(({ load }) => isSameLoad(load.load, first.load.load))) return
    const throughput = throughputOf(within)
    for (const { name, kind, used } of resources) this.#add(name, kind, { throughput, used })
  }

  #add(name: string, kind: ResourceReading['kind'], point: UtilisationPoint): void {
    const use = this.#uses.get(name) ?? { kind, points: [] }
    use.points.push(point)
    if (use.points.length > mostPoints) use.points.shift()
    this.#uses.set(name, use)
  }
}

const isClean = ({ load }: LimitSecond): boolean =>
  load.pausedFor === 0 && load.good > 0 && load.failed <= mostFailed * (load.good + load.failed)

function throughputOf(seconds: readonly LimitSecond[]): number {
  const time = seconds.reduce((sum, { from, to }) => sum + (to - from) / 1000, 0)
  return seconds.reduce((sum, { load }) => sum + load.good, 0) / time
}
