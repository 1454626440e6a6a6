import type { Millis } from '../../base/units.ts'
import type { Answer, RunEvent } from '../api.ts'
import type { LoadChange } from '../config/load-change.ts'

/** What goes to every worker, in force from `at` (run's clock). */
export interface Order {
  readonly scenario: string
  readonly change: LoadChange
  readonly at: Millis
}

/** What a command comes to: the answer, and the orders and events that go with an accepted one. */
export interface Decision {
  readonly answer: Answer
  readonly orders: readonly Order[]
  /** Of the moment in which the orders are in force. */
  readonly events: readonly LoadEvent[]
}

export type LoadEvent = Omit<RunEvent, 'at' | 'by'>

export const refused = (said: string): Decision => ({ answer: { accepted: false, said }, orders: [], events: [] })

export const accepted = (said: string, orders: readonly Order[], events: readonly LoadEvent[]): Decision => ({
  answer: { accepted: true, said },
  orders,
  events,
})
