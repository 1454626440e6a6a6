/** Main's ticks (250 ms each) without a word from a worker, after which it counts as frozen: 4 s. */
const MOST_SILENT_TICKS = 16

/** Of a worker that is still to say something. */
interface Silence {
  ticks: number
  beats: number
}

/**
 * Notices workers that say nothing any more and get no iteration begun or ended either: one that computes for seconds in one turn of
 * its event loop, for hundreds of VUs in a row, is busy and not stuck. It counts main's own ticks, not time: when the whole machine stood still (a laptop
 * that slept), nobody is to blame.
 */
export class Heartbeats {
  readonly #silences = new Map<number, Silence>()
  readonly #beatsOf: (worker: number) => number

  /** `beatsOf`: a number that changes as long as iterations of the worker begin or end. */
  constructor(beatsOf: (worker: number) => number) {
    this.#beatsOf = beatsOf
  }

  heard(worker: number): void {
    this.#silences.set(worker, { ticks: 0, beats: this.#beatsOf(worker) })
  }

  /** The worker is done, or given up: it need not say anything any more. */
  dismiss(worker: number): void {
    this.#silences.delete(worker)
  }

  /** Another tick went by; returns the workers that are frozen. */
  tick(): number[] {
    const frozen: number[] = []
    for (const [worker, silence] of this.#silences) {
      const beats = this.#beatsOf(worker)
      silence.ticks = beats === silence.beats ? silence.ticks + 1 : 0
      silence.beats = beats
      if (silence.ticks > MOST_SILENT_TICKS) frozen.push(worker)
    }
    return frozen
  }
}
