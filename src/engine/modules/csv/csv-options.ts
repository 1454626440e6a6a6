import { toText } from '../to-text.ts'
import { GoError } from '../go-error.ts'

/** Lines are counted from 0, and by records. */
export interface CsvOptions {
  readonly delimiter: string
  readonly skipFirstLine: boolean
  readonly fromLine: number | undefined
  /** Inclusive. */
  readonly toLine: number | undefined
  /** The first line names the columns. */
  readonly asObjects: boolean
}

export function parseCsvOptions(given: unknown): CsvOptions {
  const option = (name: string): unknown =>
    typeof given === 'object' && given !== null ? (Reflect.get(given, name) as unknown) : undefined
  const delimiter = option('delimiter') === undefined ? ',' : toText(option('delimiter'))
  if (delimiter.length !== 1) throw new GoError('delimiter must be a single character')
  const options: CsvOptions = {
    delimiter,
    skipFirstLine: Boolean(option('skipFirstLine')),
    fromLine: lineNumber('fromLine', option('fromLine')),
    toLine: lineNumber('toLine', option('toLine')),
    asObjects: Boolean(option('asObjects')),
  }
  refuseContradictions(options)
  return options
}

function lineNumber(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  const line = Math.trunc(Number(value)) || 0
  if (line < 0) throw new GoError(`the '${name}' option must be greater than or equal to 0; got ${line}`)
  return line
}

function refuseContradictions({ asObjects, skipFirstLine, fromLine, toLine }: CsvOptions): void {
  if (fromLine !== undefined && toLine !== undefined && fromLine >= toLine) {
    throw new GoError(
      `the 'fromLine' option must be less than the 'toLine' option; got 'fromLine': ${fromLine}, 'toLine': ${toLine}`,
    )
  }
  if (asObjects && skipFirstLine) {
    throw new GoError("the 'asObjects' option cannot be enabled when 'skipFirstLine' is true")
  }
  if (asObjects && fromLine !== undefined && fromLine > 0) {
    throw new GoError("the 'asObjects' option cannot be enabled when 'fromLine' is set to a value greater than 0")
  }
}
