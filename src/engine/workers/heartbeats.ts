/** Main's ticks (250 ms each) without a word from a worker, after which it counts as frozen: 4 s. */
const MOST_SILENT_TICKS = 16

/**
 * Notices workers that say nothing any more. It counts main's own ticks, not time: when the whole machine stood still (a laptop
 * that slept), nobody is to blame.
 */
export class Heartbeats {
  readonly #silentTicks = new Map<number, number>()

  heard(worker: number): void {
    this.#silentTicks.set(worker, 0)
  }

  /** The worker is done, or given up: it need not say anything any more. */
  dismiss(worker: number): void {
    this.#silentTicks.delete(worker)
  }

  /** Another tick went by; returns the workers that are frozen. */
  tick(): number[] {
    const frozen: number[] = []
    for (const [worker, ticks] of this.#silentTicks) {
      this.#silentTicks.set(worker, ticks + 1)
      if (ticks + 1 > MOST_SILENT_TICKS) frozen.push(worker)
    }
    return frozen
  }
}
