import type { Message } from 'esbuild'

/** Where a text assigns to what cannot be assigned to: line from 1, column and length in bytes, as esbuild tells them. */
export interface AssignedConstant {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}

const constantText = /^Cannot assign to (?:".*" because it is a constant|import ".*")$/s
const HELPER = '__kneepointConstant'

/** esbuild refuses what k6 runs until it comes to it; undefined when there are other errors too. */
export function assignedConstants(errors: readonly Message[]): readonly AssignedConstant[] | undefined {
  const found = errors.map(({ text, location }) =>
    constantText.test(text) && location !== null ? location : undefined,
  )
  // A member of a namespace is a property, which cannot be replaced by another expression.
  const isKnown = found.every((place) => place !== undefined && !behindDot(place))
  return isKnown ? (found as AssignedConstant[]) : undefined
}

const behindDot = ({ lineText, column }: NonNullable<Message['location']>): boolean =>
  Buffer.from(lineText).subarray(0, column).toString().trimEnd().endsWith('.')

/** Makes each of the assignments throw when it is reached, with the words of the language and the place of the script. */
export function throwAtConstants(text: string, places: readonly AssignedConstant[]): string {
  if (places.length === 0) return text
  const lines = text.split('\n')
  const fromTheEnd = places.toSorted((a, b) => b.column - a.column)
  for (const { line, column, length } of fromTheEnd) {
    const bytes = Buffer.from(lines[line - 1] ?? '')
    lines[line - 1] =
      `${bytes.subarray(0, column).toString()}${HELPER}().it${bytes.subarray(column + length).toString()}`
  }
  return `${lines.join('\n')}\n${helper}`
}

/** A function, so that it is there from the start of the module on. */
const helper = `function ${HELPER}() {
  const refuse = () => {
    const error = new TypeError('Assignment to constant variable.')
    Error.captureStackTrace(error, refuse)
    throw error
  }
  return Object.defineProperty({}, 'it', { get() {}, set: refuse })
}
`
