import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { RecordReader } from './record-reader.ts'

/** Any text but a lone CR, which a reader of lines may drop. */
const field = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', ',', ';', '"', '\n', '1') })
const quote = (text: string): string => (/[",\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)

it('reads back every table that was written with quotes where they are needed', () => {
  const tables = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 6 }))
  fc.assert(
    fc.property(tables, fc.constantFrom('\n', '\r\n'), (rows, newline) => {
      const text = rows.map((row) => row.map(quote).join(',') + newline).join('')
      const reader = new RecordReader(Buffer.from(text), ',')
      expect(rows.map(() => reader.read())).toEqual(rows)
      expect(reader.read()).toBeUndefined()
    }),
  )
})
