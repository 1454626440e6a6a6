import type { Millis } from '../../base/units.ts'

/** One thing to do at a time on the worker's clock. */
export interface Alarm {
  readonly at: Millis
  /** Equal times ring in the order they were set. */
  readonly order: number
  readonly ring: () => void
  /** Its place in the heap; -1 when it is in none. */
  slot: number
}

const isBefore = (a: Alarm, b: Alarm): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap by due time (Williams 1964) whose elements know their place, so that one can be taken out from anywhere. */
export class AlarmHeap {
  readonly #alarms: Alarm[] = []

  get first(): Alarm | undefined {
    return this.#alarms[0]
  }

  add(alarm: Alarm): void {
    this.#alarms.push(alarm)
    this.#rise(alarm, this.#alarms.length - 1)
  }

  remove(alarm: Alarm): void {
    const { slot } = alarm
    if (slot < 0) return
    alarm.slot = -1
    const last = this.#alarms.pop()
    if (last === undefined || last === alarm) return
    this.#sink(last, slot)
    this.#rise(last, last.slot)
  }

  #rise(alarm: Alarm, from: number): void {
    let hole = from
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const above = this.#alarms[parent] as Alarm
      if (!isBefore(alarm, above)) break
      this.#put(above, hole)
      hole = parent
    }
    this.#put(alarm, hole)
  }

  #sink(alarm: Alarm, from: number): void {
    let hole = from
    for (;;) {
      const below = this.#earlierChild(hole)
      if (below === undefined || !isBefore(below, alarm)) break
      const next = below.slot
      this.#put(below, hole)
      hole = next
    }
    this.#put(alarm, hole)
  }

  #earlierChild(parent: number): Alarm | undefined {
    const left = this.#alarms[2 * parent + 1]
    const right = this.#alarms[2 * parent + 2]
    return left !== undefined && right !== undefined && isBefore(right, left) ? right : left
  }

  #put(alarm: Alarm, slot: number): void {
    this.#alarms[slot] = alarm
    alarm.slot = slot
  }
}
