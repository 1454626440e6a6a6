import { GoError } from '../go-error.ts'

/** What `http.expectedStatuses()` gives; a script cannot look into it. */
export class ExpectedStatuses {
  readonly #exact: ReadonlySet<number>
  readonly #ranges: readonly StatusRange[]

  constructor(exact: readonly number[], ranges: readonly StatusRange[]) {
    this.#exact = new Set(exact)
    this.#ranges = ranges
  }

  readonly matches = (status: number): boolean =>
    this.#exact.has(status) || this.#ranges.some(({ min, max }) => min <= status && status <= max)
}

export interface StatusRange {
  readonly min: number
  readonly max: number
}

export const defaultExpectedStatuses: ExpectedStatuses = new ExpectedStatuses([], [{ min: 200, max: 399 }])

/** Integers and objects like `{ min: 200, max: 299 }`. */
export function expectedStatuses(...given: readonly unknown[]): ExpectedStatuses {
  if (given.length === 0) throw new GoError('no arguments')
  const exact: number[] = []
  const ranges: StatusRange[] = []
  for (const [index, one] of given.entries()) {
    if (isInteger(one)) exact.push(one)
    else ranges.push(rangeOf(one, index + 1))
  }
  return new ExpectedStatuses(exact, ranges)
}

const isInteger = (value: unknown): value is number => Number.isInteger(value)

function rangeOf(given: unknown, number: number): StatusRange {
  const { min, max } = (given ?? {}) as { readonly min?: unknown; readonly max?: unknown }
  if (min === undefined || max === undefined) {
    throw new GoError(
      `argument number ${number} to expectedStatuses was neither an integer nor an object like {min:100, max:329}`,
    )
  }
  if (!isInteger(min) || !isInteger(max)) {
    throw new GoError(`both min and max need to be integers for argument number ${number}`)
  }
  return { min, max }
}
