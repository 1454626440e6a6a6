import type { ResourceReading, TargetReading } from '../../base/target-reading.ts'
import type { Millis, Share } from '../../base/units.ts'
import { isSameLoad } from '../hold/hold-collector.ts'
import { sum } from '../statistics/summaries.ts'
import type { LimitSecond } from '../verdict/limit-second.ts'
import type { ResourceUse, UtilisationPoint } from './resource-law.ts'

/** More failures than this, and the requests were not what they are otherwise. */
const mostFailed: Share = 0.02
/** A reading reaches over so much of the seconds it is compared with. */
const slack: Millis = 600
/** What comes back within neighbouring seconds of a steady run differs by less, beside what chance makes of small counts. */
const change: Share = 0.1
/** Of the newest; the law of an hour ago is not that of now. */
const mostPoints = 600

/** Puts together what a target said of itself and what came back meanwhile. */
export class UseCollector {
  readonly #uses = new Map<string, { kind: ResourceReading['kind']; points: UtilisationPoint[] }>()
  #seconds: readonly LimitSecond[] = []

  get uses(): readonly ResourceUse[] {
    return Array.from(this.#uses, ([name, { kind, points }]) => ({ name, kind, points }))
  }

  /** The next second of the run. What the process on this host did in the one before is a reading too, if both its neighbours are like it. */
  addSecond(second: LimitSecond): void {
    this.#seconds = [...this.#seconds, second].slice(-60)
    const around = this.#seconds.slice(-3)
    const [, middle] = around
    if (around.length < 3 || middle?.host.target === undefined || !around.every(isClean) || !areAlike(around)) return
    const { target } = middle.host
    const rates = ratesOf([middle])
    const name = target.name ?? 'process'
    if (target.busiestThread !== undefined)
      this.#add(`thread of ${name}`, 'cpu', { ...rates, used: target.busiestThread })
    if (target.cpu !== undefined) this.#add(`CPU of ${name}`, 'cores', { ...rates, used: target.cpu })
  }

  /** A reading of an endpoint; `from` and `to` on the run's clock. */
  addReading({ from, to, resources }: Pick<TargetReading, 'from' | 'to' | 'resources'>): void {
    const within = this.#seconds.filter((second) => second.to > from + slack && second.from < to - slack)
    const [first] = within
    if (first === undefined || resources.length === 0 || !within.every(isClean)) return
    if (!within.every(({ load }) => isSameLoad(load.load, first.load.load))) return
    const rates = ratesOf(within)
    for (const { name, kind, used } of resources) this.#add(name, kind, { ...rates, used })
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

/**
 * Of the same load, and as much comes back in each: the process is looked at once a second, but not at the seconds' ends, so what was read
 * reaches into a neighbour.
 */
function areAlike(seconds: readonly LimitSecond[]): boolean {
  const [first, ...others] = seconds
  if (first === undefined || !others.every(({ load }) => isSameLoad(load.load, first.load.load))) return false
  const counts = seconds.map(({ load }) => load.good)
  const most = Math.max(...counts)
  return most - Math.min(...counts) <= change * most + 2 * Math.sqrt(most)
}

function ratesOf(seconds: readonly LimitSecond[]): Omit<UtilisationPoint, 'used'> {
  const time = sum(seconds.map(({ from, to }) => (to - from) / 1000))
  const isOpen = seconds.every(({ load }) => load.model === 'open')
  return {
    throughput: sum(seconds.map(({ load }) => load.good)) / time,
    offered: isOpen ? sum(seconds.map(({ load }) => load.offered)) / time : undefined,
  }
}
