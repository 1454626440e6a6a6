import type { Alarm } from './alarm-heap.ts'
import { postCallback } from './callbacks.ts'
import { beginOutstanding } from './outstanding-call.ts'
import type { ScriptFunction } from './script-call.ts'
import { timersOf } from './timer-queue.ts'
import type { Vu } from './vu.ts'
import { GoError } from './go-error.ts'

interface ScriptTimer {
  readonly fn: ScriptFunction
  readonly args: readonly unknown[]
  readonly delay: number
  readonly repeats: boolean
  /** Lets the iteration end. */
  readonly release: () => void
  alarm: Alarm
}

/** The timers of one VU; all of them stop when its iteration ends. */
class ScriptTimers {
  readonly #vu: Vu
  readonly #timers = new Map<number, ScriptTimer>()
  #lastId = 0

  constructor(vu: Vu) {
    this.#vu = vu
  }

  set(name: string, repeats: boolean, [fn, delay, ...args]: readonly unknown[]): number {
    if (typeof fn !== 'function') throw new GoError(`${name}'s callback isn't a callable function`)
    if (this.#timers.size === 0) this.#vu.onIterationEnd(() => this.#clearAll())
    this.#lastId += 1
    const id = this.#lastId
    const milliseconds = Number(delay) > 0 ? Number(delay) : 0
    this.#timers.set(id, {
      fn: fn as ScriptFunction,
      args,
      delay: milliseconds,
      repeats,
      release: beginOutstanding(this.#vu),
      alarm: this.#setAlarm(id, milliseconds),
    })
    return id
  }

  clear(id: unknown): void {
    const timer = this.#timers.get(Number(id))
    if (timer === undefined) return
    timersOf(this.#vu.worker).cancel(timer.alarm)
    this.#timers.delete(Number(id))
    timer.release()
  }

  #setAlarm(id: number, delay: number): Alarm {
    return timersOf(this.#vu.worker).after(delay, () => this.#ring(id))
  }

  #ring(id: number): void {
    postCallback(
      this.#vu,
      () => {
        const timer = this.#timers.get(id)
        return timer?.fn.apply(undefined, [...timer.args])
      },
      () => this.#afterRing(id),
    )
  }

  /** An interval counts from the end of its function, as in k6. */
  #afterRing(id: number): void {
    const timer = this.#timers.get(id)
    if (timer === undefined) return
    if (timer.repeats) timer.alarm = this.#setAlarm(id, timer.delay)
    else this.clear(id)
  }

  #clearAll(): void {
    for (const id of this.#timers.keys()) this.clear(id)
  }
}

export interface TimerFunctions {
  readonly setTimeout: (...args: unknown[]) => number
  readonly clearTimeout: (id?: unknown) => void
  readonly setInterval: (...args: unknown[]) => number
  readonly clearInterval: (id?: unknown) => void
}

const made = new WeakMap<Vu, TimerFunctions>()

/** The four global functions for one VU, the same each time; k6/timers has them too. */
export function timerFunctions(vu: Vu): TimerFunctions {
  const known = made.get(vu)
  if (known !== undefined) return known
  const timers = new ScriptTimers(vu)
  const clear = (id?: unknown): void => timers.clear(id)
  const functions: TimerFunctions = {
    setTimeout: (...args) => timers.set('setTimeout', false, args),
    clearTimeout: clear,
    setInterval: (...args) => timers.set('setInterval', true, args),
    clearInterval: clear,
  }
  made.set(vu, functions)
  return functions
}
