import { callScript, type ScriptFunction, type Steps } from '../script-call.ts'
import { GoError } from '../go-error.ts'

export const eventTypes = ['open', 'message', 'error', 'close', 'ping', 'pong'] as const
export type EventType = (typeof eventTypes)[number]

export const isEventType = (name: string): name is EventType => (eventTypes as readonly string[]).includes(name)

/** Who listens to one WebSocket: the `on...` property first, then the others in the order they were added. */
export class Listeners {
  readonly #on = new Map<EventType, ScriptFunction>()
  readonly #added = new Map<EventType, ScriptFunction[]>()

  on(type: EventType): ScriptFunction | null {
    return this.#on.get(type) ?? null
  }

  setOn(type: EventType, fn: unknown): void {
    if (fn === undefined || fn === null) this.#on.delete(type)
    else if (typeof fn === 'function') this.#on.set(type, fn as ScriptFunction)
    else throw new GoError(`a value for 'on${type}' should be callable`)
  }

  add(type: EventType, fn: ScriptFunction): void {
    this.#added.set(type, [...(this.#added.get(type) ?? []), fn])
  }

  *call(type: EventType, event: object): Steps<void> {
    const on = this.#on.get(type)
    for (const fn of [...(on === undefined ? [] : [on]), ...(this.#added.get(type) ?? [])]) yield* callScript(fn, event)
  }
}
