import { sharedArray } from '../data/shared-array.ts'
import { File } from '../fs/file.ts'
import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { parseCsvOptions } from './csv-options.ts'
import { type Row, Rows } from './rows.ts'
import { GoError } from '../go-error.ts'

function fileFrom(value: unknown): File {
  if (value instanceof File) return value
  throw new GoError(`first argument expected to be a fs.File instance, got ${typeof value} instead`)
}

/** One shared array for each file and way of reading it. */
async function parse({ worker }: Vu, source: unknown, given: unknown): Promise<readonly unknown[]> {
  const file = fileFrom(source)
  const options = parseCsvOptions(given)
  const name = `csv.parse.${JSON.stringify([file.path, options])}`
  return sharedArray(worker, name, () => [...new Rows(File.bytesOf(file), options)].map((row) => JSON.stringify(row)))
}

interface Parser {
  readonly next: () => Promise<{ readonly done: boolean; readonly value: Row }>
}

function makeParser({ stage }: Vu, source: unknown, given: unknown): Parser {
  if (stage !== 'init') throw new GoError('csv Parser constructor must be called in the init context')
  if (source === undefined || source === null) {
    throw new GoError('csv Parser constructor takes at least one non-nil source argument')
  }
  const rows = new Rows(File.bytesOf(fileFrom(source)), parseCsvOptions(given))
  return {
    next: async () => {
      const value = rows.next()
      return value === undefined ? { done: true, value: [] } : { done: false, value }
    },
  }
}

export const csv: ModuleFactory = (vu) =>
  namespaceOf({
    parse: (file: unknown, options?: unknown) => parse(vu, file, options),
    // Not an arrow function: scripts call it with `new`.
    Parser: function Parser(file: unknown, options?: unknown): Parser {
      return makeParser(vu, file, options)
    },
  })
