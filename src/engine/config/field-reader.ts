import { type Parsed, parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { isObject, type JsonCodec } from './codec.ts'

/** Null and undefined count as not given, as in k6: scripts write `vus: condition ? 3 : undefined`. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null

/**
 * Reads an object field by field and remembers every problem, every field that was asked for, and what was given in k6's
 * JSON form. Reading goes on after a problem with a stand-in, so that all problems come out at once.
 */
export class FieldReader {
  readonly problems: string[] = []
  /** The fields in the order they were read; null where nothing was given, as Go prints it. */
  readonly json: Record<string, unknown> = {}
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #place: (field: string) => string
  readonly #known = new Set<string>()

  constructor(fields: Readonly<Record<string, unknown>>, place: (field: string) => string) {
    this.#fields = fields
    this.#place = place
  }

  has(field: string): boolean {
    return isGiven(this.#fields[field])
  }

  optional<T>(field: string, codec: JsonCodec<T>): T | undefined {
    this.#known.add(field)
    this.json[field] = null
    if (!this.has(field)) return undefined
    const result: Parsed<T> = codec.fromJson(this.#fields[field], this.#place(field))
    if (result.ok) {
      this.json[field] = codec.toJson(result.value)
      return result.value
    }
    this.problems.push(...result.problems)
    return undefined
  }

  withDefault<T>(field: string, codec: JsonCodec<T>, fallback: T): T {
    return this.optional(field, codec) ?? fallback
  }

  /** `standIn` is used on when the field is missing or wrong; it must not break a rule between fields. */
  required<T>(field: string, codec: JsonCodec<T>, standIn: T): T {
    if (!this.has(field)) this.refuse(field, 'is required')
    return this.optional(field, codec) ?? standIn
  }

  /** `what` follows the field's name: `must be at least vus (10), got 5`. */
  refuse(field: string, what: string): void {
    this.problems.push(`${this.#place(field)} ${what}`)
  }

  /** Call it last: whatever was not asked for until now is unknown. Gives `value`, or every problem there was. */
  finish<T>(value: T): Parsed<T> {
    for (const field of Object.keys(this.#fields)) {
      if (!this.#known.has(field)) this.refuse(field, `is not a known field${didYouMean(field, this.#known)}`)
    }
    return this.result(value)
  }

  /** `finish`, but fields nobody asked for are let pass. */
  result<T>(value: T): Parsed<T> {
    return this.problems.length > 0 ? problems(...this.problems) : parsed(value)
  }
}

/** Warnings about fields that k6 passes over without a word. */
export const strayFields = (value: unknown, known: readonly string[], at: string): readonly string[] =>
  Object.keys(isObject(value) ? value : {})
    .filter((field) => !known.includes(field))
    .map((field) => `${at}.${field} is not a known field and has no effect${didYouMean(field, known)}`)
