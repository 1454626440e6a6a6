import type { Series } from './series-table.ts'

/** Something made once for each series that is in use. Numbers of series are used again, so each thing knows whose it is. */
export class PerSeries<T> {
  readonly #make: (series: Series) => T
  /** By the number of the series. */
  readonly #made: { readonly series: Series; readonly thing: T }[] = []

  constructor(make: (series: Series) => T) {
    this.#make = make
  }

  of(series: Series): T {
    const made = this.#made[series.index]
    if (made?.series === series) return made.thing
    const thing = this.#make(series)
    this.#made[series.index] = { series, thing }
    return thing
  }
}
