import type { Millis, Share } from '../../base/units.ts'
import { sum } from '../statistics/summaries.ts'
import { type BackendTally, since } from './backend-tally.ts'
import { judgeBalance, type ServiceBalance } from './judge-balance.ts'

/** A backend came, went, or came back. */
export interface BackendChange {
  readonly kind: 'appeared' | 'vanished' | 'returned'
  readonly service: string
  readonly name: string
  /** How many answer now. */
  readonly count: number
}

/** What stands for all names beyond those that are kept apart. */
const others = '(other backends)'
/** At the beginning backends are met one after the other. */
const settling: Millis = 3000
/** So improbable that a backend was there and merely not met. */
const improbable = 1e-3
/** And so improbable that it still answers; a wrong alarm is worse than a late one. */
const silence: Millis = 3000
const mostImprobable = 1e-6

/** Follows the backends of a run: which there are, and how even their shares are since that last changed. */
export class BalanceBook {
  readonly #services = new Map<string, ServiceBook>()

  /** One for each service that answered. */
  get balances(): readonly ServiceBalance[] {
    return [...this.#services.values()].map((service) => service.balance)
  }

  /** Takes the counts since the run began, once a second; tells who came and went. */
  add(at: Millis, tallies: readonly BackendTally[]): readonly BackendChange[] {
    return [...Map.groupBy(tallies, ({ service }) => service)].flatMap(([name, own]) => {
      let service = this.#services.get(name)
      if (service === undefined) this.#services.set(name, (service = new ServiceBook(name, at)))
      return service.add(at, own)
    })
  }
}

/** All backends together, since the run began. */
interface ServiceSecond extends Dealt {
  readonly at: Millis
}

type Dealt = Pick<BackendTally, 'answers' | 'connections'>

const dealtTo = (tallies: Iterable<BackendTally>): Dealt => {
  const all = [...tallies]
  return {
    answers: sum(all.map(({ answers }) => answers)),
    connections: sum(all.map(({ connections }) => connections)),
  }
}

const mostSeconds = 600

class ServiceBook {
  readonly #name: string
  readonly #startedAt: Millis
  /** Of those that answer, when they last did. */
  readonly #present = new Map<string, Millis>()
  readonly #gone = new Set<string>()
  /** Where counting began anew, when backends last changed. */
  #base: ReadonlyMap<string, BackendTally> = new Map()
  #now: ReadonlyMap<string, BackendTally> = new Map()
  /** Second by second, the newest ten minutes. */
  #history: readonly ServiceSecond[] = []

  constructor(name: string, startedAt: Millis) {
    this.#name = name
    this.#startedAt = startedAt
  }

  get balance(): ServiceBalance {
    const counted = [...this.#now.values()]
      .filter(({ name }) => !this.#gone.has(name))
      .map((tally) => since(tally, this.#base.get(tally.name)))
    return judgeBalance(this.#name, counted, this.#now.has(others))
  }

  add(at: Millis, tallies: readonly BackendTally[]): readonly BackendChange[] {
    const before = this.#now
    this.#now = new Map(tallies.map((tally) => [tally.name, tally]))
    this.#history = [...this.#history, { at, ...dealtTo(tallies) }].slice(-mostSeconds)
    const named = tallies.filter(({ name }) => name !== '' && name !== others)
    const active = named.filter(({ name, answers: all }) => all > (before.get(name)?.answers ?? 0))
    const changes = [...active.flatMap(({ name }) => this.#greet(at, name, before)), ...this.#miss(at)]
    if (changes.length > 0) this.#base = this.#now
    return changes
  }

  #greet(at: Millis, name: string, before: ReadonlyMap<string, BackendTally>): readonly BackendChange[] {
    const isKnown = this.#present.has(name)
    const hasReturned = this.#gone.delete(name)
    const isNew = !isKnown && !hasReturned && at - this.#startedAt >= settling && this.#wouldBeMet(before)
    this.#present.set(name, at)
    if (!hasReturned && !isNew) return []
    return [this.#change(hasReturned ? 'returned' : 'appeared', name)]
  }

  /** What the balancer deals: requests, or connections where these stay with their backend, as they may. */
  get #unit(): keyof Dealt {
    return this.balance.isSticky === false ? 'answers' : 'connections'
  }

  /** Whether it would have been met before, with an even share of what was dealt. */
  #wouldBeMet(before: ReadonlyMap<string, BackendTally>): boolean {
    const chances = dealtTo(before.values())[this.#unit] - dealtTo(this.#base.values())[this.#unit]
    return (1 - 1 / (this.#present.size + 1)) ** chances < improbable
  }

  #miss(at: Millis): readonly BackendChange[] {
    return [...this.#present].flatMap(([name, lastAt]) => {
      if (at - lastAt < silence || !this.#isMissed(name, lastAt)) return []
      this.#present.delete(name)
      this.#gone.add(name)
      return [this.#change('vanished', name)]
    })
  }

  /** By its share until it fell silent, and what was dealt since. */
  #isMissed(name: string, lastAt: Millis): boolean {
    const [then, now] = [this.#history.findLast(({ at }) => at <= lastAt), this.#history.at(-1)]
    if (then === undefined || now === undefined) return false
    const unit = this.#unit
    const own = (this.#now.get(name)?.[unit] ?? 0) - (this.#base.get(name)?.[unit] ?? 0)
    const share: Share = Math.min(0.99, own / Math.max(1, then[unit] - dealtTo(this.#base.values())[unit]))
    return (1 - share) ** (now[unit] - then[unit]) < mostImprobable
  }

  #change(kind: BackendChange['kind'], name: string): BackendChange {
    return { kind, service: this.#name, name, count: this.#present.size }
  }
}
