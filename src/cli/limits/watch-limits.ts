import type { Exploration } from '../../analysis/exploration.ts'
import { createStore, type Store } from '../../base/store.ts'
import type { PerSecond } from '../../base/units.ts'
import { LimitBook, type RunLimit } from '../../analysis/verdict/limit-book.ts'
import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import type { LimitSecond } from '../../analysis/verdict/limit-second.ts'
import type { PortUse } from '../../base/host-reading.ts'
import type { RunSnapshot, Window } from '../../engine/api.ts'
import type { HostProbe } from '../../probes/host-probe.ts'
import { portUse } from '../../probes/port-use.ts'
import { ConnectionHistory } from './connection-history.ts'
import { hostFactsOf } from './host-facts.ts'
import { loadFactsOf } from './load-facts.ts'
import { mainDestination, ownAddresses, portOf } from './own-addresses.ts'

/** Who holds the load back, second by second: the engine's windows and the readings of this host joined. */
export interface LimitStore {
  readonly readings: Store<LimitReading | undefined>
  /** The seconds of the run as they were judged; the newest. */
  readonly second: Store<LimitSecond | undefined>
  /** Of the local ports, by destination. */
  readonly ports: Store<readonly PortUse[]>
  /** Of all of the run so far. */
  readonly run: () => RunLimit | undefined
  readonly close: () => void
}

export interface LimitSources {
  readonly snapshots: Store<RunSnapshot>
  readonly exploration: Store<Exploration>
  readonly probe: HostProbe
  /** What the script comes to against a target that answers at once, if it was measured. */
  readonly ceiling: PerSecond | undefined
}

export function watchLimits({ snapshots, exploration, probe, ceiling }: LimitSources): LimitStore {
  const join = new LimitJoin(probe, ceiling)
  const unsubscribe = snapshots.subscribe(() => join.follow(snapshots.get(), exploration.get()))
  const { readings, second, ports } = join
  return { readings, second, ports, run: () => join.limit, close: unsubscribe }
}

/** What one second alone does not tell. */
interface WiderFacts {
  readonly isShared: boolean
  readonly isPlateau: boolean
}

/** Takes every window once, in order, with the host as it was read last. */
class LimitJoin {
  readonly readings = createStore<LimitReading | undefined>(undefined)
  readonly second = createStore<LimitSecond | undefined>(undefined)
  readonly ports = createStore<readonly PortUse[]>([])
  readonly #probe: HostProbe
  readonly #isOwn = ownAddresses()
  readonly #history = new ConnectionHistory()
  readonly #book: LimitBook
  #before: Window | undefined
  #windows: readonly Window[] = []

  constructor(probe: HostProbe, ceiling: PerSecond | undefined) {
    this.#probe = probe
    this.#book = new LimitBook({ ceiling })
  }

  get limit(): RunLimit | undefined {
    return this.#book.run
  }

  follow(snapshot: RunSnapshot, exploration: Exploration): void {
    if (snapshot.windows === this.#windows) return
    const seen = this.#before?.to ?? 0
    this.#windows = snapshot.windows
    const destination = mainDestination(snapshot.connections)
    const isShared = destination !== undefined && this.#isOwn(destination)
    const facts = { isShared, isPlateau: isPlateau(exploration) }
    this.#probe.watchTarget(isShared ? portOf(destination) : undefined)
    for (const window of snapshot.windows.filter(({ to }) => to > seen)) this.#take(window, snapshot, facts)
  }

  #take(window: Window, snapshot: RunSnapshot, { isShared, isPlateau }: WiderFacts): void {
    const ports = this.#portsAt(window, snapshot)
    const second: LimitSecond = {
      from: window.from,
      to: window.to,
      load: { ...loadFactsOf(window, this.#before, snapshot.users), isPlateau },
      host: { ...hostFactsOf(this.#probe.readings.get(), snapshot.workers, ports), isShared },
    }
    this.#before = window
    this.ports.set(ports.toSorted((a, b) => b.used / b.range - a.used / a.range))
    this.second.set(second)
    this.readings.set(this.#book.add(second))
  }

  #portsAt(window: Window, { connections }: RunSnapshot): readonly PortUse[] {
    const reading = this.#probe.readings.get()
    const uses = this.#history.add(window.to, connections)
    const { ports, sockets } = reading ?? {}
    return ports === undefined ? [] : uses.map((use) => portUse(use, ports, sockets))
  }
}

/** In the closed model one load alone says nothing; the curve of the run does. */
const isPlateau = ({ model, zone: { zone } }: Exploration): boolean =>
  model === 'closed' && (zone === 'B' || zone === 'C')
