import type { Parcel } from './parcel.ts'

/** Enough to be worth a request; InfluxDB recommends 5,000 to 10,000 points. */
const ENOUGH = 5000

/** Gathers lines until there are enough for a parcel, or somebody wants them sent. */
export class TextBatcher {
  readonly #offer: (parcel: Parcel) => void
  #texts: string[] = []
  /** Samples that wait here. */
  count = 0

  constructor(offer: (parcel: Parcel) => void) {
    this.#offer = offer
  }

  add(text: string, count: number): void {
    this.#texts.push(text)
    this.count += count
    if (this.count >= ENOUGH) this.flush()
  }

  flush(): void {
    if (this.count === 0) return
    const parcel = { body: Buffer.from(this.#texts.join('')), count: this.count }
    this.#texts = []
    this.count = 0
    this.#offer(parcel)
  }
}
