import type { Observation } from '../observation.ts'

/** Commanded loads this close are the same load: commands are rounded on their way. */
const sameLoad = 0.001

/**
 * Cuts a stream of observations into holds by the commanded load, so that no change point has to be guessed. The first observation
 * of a load contains the change itself and belongs to no hold; a pause ends a hold, and what was paused never counts.
 */
export class HoldCollector {
  #load: number | undefined
  #ticks: Observation[] = []

  /** The observations of the present hold so far. */
  get ticks(): readonly Observation[] {
    return this.#ticks
  }

  /** The load of the present hold. */
  get load(): number | undefined {
    return this.#load
  }

  /** Gives back the hold that this observation has ended, if it has ended one. */
  add(tick: Observation): readonly Observation[] | undefined {
    const isPaused = (tick.pausedFor ?? 0) > 0
    if (!isPaused && this.#load !== undefined && isSameLoad(tick.load, this.#load)) {
      this.#ticks.push(tick)
      return undefined
    }
    const ended = this.#ticks
    this.#load = isPaused ? undefined : tick.load
    this.#ticks = []
    return ended.length > 0 ? ended : undefined
  }

  /** Ends the present hold and goes on with the same load: one that is held for hours need not be kept whole. */
  cut(): readonly Observation[] {
    const ended = this.#ticks
    this.#ticks = []
    return ended
  }

  /** Forgets the present hold: what comes next begins a new one, whatever its load. */
  restart(): void {
    this.#load = undefined
    this.#ticks = []
  }
}

export const isSameLoad = (a: number, b: number): boolean => Math.abs(a - b) <= sameLoad * Math.abs(b)
