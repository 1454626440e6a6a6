import { GoError } from '../go-error.ts'

/**
 * Reads CSV record by record (RFC 4180), as strict as Go's encoding/csv: quotes in their place only, the same number of
 * fields in every record, empty lines passed over.
 */
export class RecordReader {
  readonly #bytes: Buffer
  readonly #delimiter: string
  #at = 0
  #line = 0
  #width: number | undefined

  constructor(bytes: Uint8Array, delimiter: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#delimiter = delimiter
  }

  /** Undefined at the end. */
  read(): string[] | undefined {
    let line = this.#nextLine()
    while (line === '\n') line = this.#nextLine()
    if (line === undefined) return undefined
    const start = this.#line
    const record = this.#fieldsOf(line)
    this.#width ??= record.length
    if (record.length !== this.#width) throw new GoError(`record on line ${start}: wrong number of fields`)
    return record
  }

  #fieldsOf(first: string): string[] {
    const fields: string[] = []
    let rest: string | undefined = first
    while (rest !== undefined) {
      const field: Field = rest.startsWith('"') ? this.#quoted(rest.slice(1)) : this.#plain(rest)
      fields.push(field.text)
      rest = field.rest
    }
    return fields
  }

  #plain(line: string): Field {
    const end = line.indexOf(this.#delimiter)
    const text = end < 0 ? line.replace(/\n$/, '') : line.slice(0, end)
    if (text.includes('"')) throw this.#error('bare " in non-quoted field')
    return { text, rest: end < 0 ? undefined : line.slice(end + this.#delimiter.length) }
  }

  /** `line` begins behind the opening quote; the field may go on over several lines. */
  #quoted(line: string): Field {
    let text = ''
    let rest = line
    for (;;) {
      const quote = rest.indexOf('"')
      if (quote < 0) {
        const next = this.#nextLine()
        if (next === undefined) throw this.#error('extraneous or missing " in quoted-field')
        text += rest
        rest = next
        continue
      }
      text += rest.slice(0, quote)
      rest = rest.slice(quote + 1)
      if (rest.startsWith('"')) {
        text += '"'
        rest = rest.slice(1)
      } else if (rest.startsWith(this.#delimiter)) return { text, rest: rest.slice(this.#delimiter.length) }
      else if (rest === '' || rest === '\n') return { text, rest: undefined }
      else throw this.#error('extraneous or missing " in quoted-field')
    }
  }

  /** With its line break, which is always `\n`; undefined at the end. */
  #nextLine(): string | undefined {
    if (this.#at >= this.#bytes.length) return undefined
    const found = this.#bytes.indexOf(0x0a, this.#at)
    const end = found < 0 ? this.#bytes.length : found + 1
    const line = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end
    this.#line += 1
    return found < 0 ? line.replace(/\r$/, '') : line.replace(/\r\n$/, '\n')
  }

  #error(what: string): Error {
    return new GoError(`parse error on line ${this.#line}: ${what}`)
  }
}

interface Field {
  readonly text: string
  /** What follows the delimiter; undefined at the end of the record. */
  readonly rest: string | undefined
}
