/** k6's limit for the first warning; it doubles with every one. */
const FIRST_LIMIT = 100_000

/** Warns of tags that make too many series, in k6's words. */
export class SeriesWarning {
  #limit = FIRST_LIMIT

  /** What to say now that there are so many; undefined when it was said already, or need not be. */
  of(count: number): string | undefined {
    if (count <= this.#limit) return undefined
    const limit = this.#limit
    while (count > this.#limit) this.#limit *= 2
    return (
      `The test has generated metrics with ${count} unique time series, which is higher than the suggested limit of ${limit} ` +
      'and could cause high memory usage. Consider not using high-cardinality values like unique IDs as metric tags or, if ' +
      'you need them in the URL, use the name metric tag or URL grouping. Series that rest are given up and counted all the same.'
    )
  }
}
