/**
 * What became of the requests. Every request is received once and then answered, rejected (429 or 503) or abandoned (its client
 * closed the connection before the answer), or still open.
 */
export interface Counts {
  readonly received: number
  readonly answered: number
  readonly rejected: number
  readonly abandoned: number
  readonly byStatus: Readonly<Record<string, number>>
}

const isRejection = (status: number): boolean => status === 429 || status === 503

export class Tally {
  #received = 0
  #abandoned = 0
  #rejected = 0
  #answered = 0
  readonly #byStatus: Map<number, number> = new Map()

  received(): void {
    this.#received += 1
  }

  abandoned(): void {
    this.#abandoned += 1
  }

  answered(status: number): void {
    if (isRejection(status)) this.#rejected += 1
    else this.#answered += 1
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1)
  }

  read(): Counts {
    return {
      received: this.#received,
      answered: this.#answered,
      rejected: this.#rejected,
      abandoned: this.#abandoned,
      byStatus: Object.fromEntries(this.#byStatus),
    }
  }
}
