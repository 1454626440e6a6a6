import type { Store } from '../../../base/store.ts'
import type { RunEvent, RunSnapshot } from '../../api.ts'

/** An event with its place among all that were seen, from 1. */
export interface NumberedEvent {
  readonly id: number
  readonly event: RunEvent
}

const MOST_KEPT = 1000

/** Numbers the events of a run as they come, and keeps the newest for who asks late. */
export class EventFeed implements Disposable {
  readonly #listeners = new Set<(event: NumberedEvent) => void>()
  readonly #unsubscribe: () => void
  #kept: NumberedEvent[] = []
  #count = 0
  readonly #events = new Tail()
  readonly #lines = new Tail()

  constructor(snapshots: Store<RunSnapshot>) {
    const look = (): void => this.#take(snapshots.get())
    this.#unsubscribe = snapshots.subscribe(look)
    look()
  }

  /** Calls for every kept event after `id`, and for each that comes; returns what ends that. */
  follow(id: number, onEvent: (event: NumberedEvent) => void): () => void {
    for (const kept of this.#kept) if (kept.id > id) onEvent(kept)
    this.#listeners.add(onEvent)
    return () => this.#listeners.delete(onEvent)
  }

  [Symbol.dispose](): void {
    this.#unsubscribe()
    this.#listeners.clear()
  }

  #take({ events, lines }: RunSnapshot): void {
    const added = [...this.#events.take(events), ...this.#lines.take(lines)].toSorted((a, b) => a.at - b.at)
    for (const event of added) {
      this.#count += 1
      const numbered = { id: this.#count, event }
      this.#kept.push(numbered)
      for (const listener of this.#listeners) listener(numbered)
    }
    this.#kept = this.#kept.slice(-MOST_KEPT)
  }
}

/** Tells what is new of a list that only grows at its end, and loses at its beginning. */
class Tail {
  #last: RunEvent | undefined

  take(list: readonly RunEvent[]): readonly RunEvent[] {
    const known = this.#last === undefined ? -1 : list.lastIndexOf(this.#last)
    this.#last = list.at(-1)
    return list.slice(known + 1)
  }
}
