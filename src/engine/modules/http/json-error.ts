/** Where Go's encoding/json stops reading, and its words. `offset` counts bytes, 1-based, as Go's SyntaxError does. */
export interface JsonError {
  readonly offset: number
  readonly message: string
}

/** The error Go would report, found by reading the text once more; undefined when there is none. */
export function findJsonError(text: string): JsonError | undefined {
  try {
    const scanner = new Scanner(text)
    scanner.value()
    scanner.end()
    return undefined
  } catch (error) {
    if (error instanceof SyntaxAt) return { offset: Buffer.byteLength(text.slice(0, error.at)), message: error.message }
    throw error
  }
}

/** k6's message for a body that is no JSON. */
export function describeJsonError(text: string): string {
  const error = findJsonError(text)
  if (error === undefined) return 'cannot parse json'
  const [line, character] = placeOf(text, error.offset)
  return `cannot parse json due to an error at line ${line}, character ${character} , error: ${error.message}`
}

/** Both count from 1. */
function placeOf(text: string, offset: number): [line: number, character: number] {
  const last = Math.max(0, offset - 1)
  let line = 1
  let character = 0
  let at = 0
  for (const sign of text) {
    if (sign === '\n') {
      line += 1
      character = 0
    } else character += 1
    if (at >= last) return [line, sign === '\n' ? 1 : character]
    at += Buffer.byteLength(sign)
  }
  return [line, character]
}

/** `at` is the index behind the sign that was wrong. */
class SyntaxAt extends Error {
  readonly at: number
  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const blank = /[ \t\r\n]/
const digit = /[0-9]/

class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): void {
    this.#skipBlanks()
    const sign = this.#text[this.#at]
    if (sign === '{') this.#object()
    else if (sign === '[') this.#array()
    else if (sign === '"') this.#string()
    else if (sign === '-' || (sign !== undefined && digit.test(sign))) this.#number()
    else this.#literal(sign)
  }

  end(): void {
    this.#skipBlanks()
    if (this.#at < this.#text.length) this.#refuse('after top-level value')
  }

  #object(): void {
    this.#at += 1
    this.#skipBlanks()
    if (this.#take('}')) return
    for (;;) {
      this.#skipBlanks()
      if (this.#text[this.#at] !== '"') this.#refuse('looking for beginning of object key string')
      this.#string()
      this.#skipBlanks()
      if (!this.#take(':')) this.#refuse('after object key')
      this.value()
      this.#skipBlanks()
      if (this.#take('}')) return
      if (!this.#take(',')) this.#refuse('after object key:value pair')
    }
  }

  #array(): void {
    this.#at += 1
    this.#skipBlanks()
    if (this.#take(']')) return
    for (;;) {
      this.value()
      this.#skipBlanks()
      if (this.#take(']')) return
      if (!this.#take(',')) this.#refuse('after array element')
    }
  }

  #string(): void {
    this.#at += 1
    while (!this.#take('"')) {
      if (this.#take('\\')) this.#escape()
      else if ((this.#text[this.#at] ?? '') < ' ') this.#refuse('in string literal')
      else this.#at += 1
    }
  }

  #escape(): void {
    if (!this.#take('u')) {
      if (!/["\\/bfnrt]/.test(this.#text[this.#at] ?? '')) this.#refuse('in string escape code')
      this.#at += 1
      return
    }
    for (let count = 0; count < 4; count += 1) {
      if (!/[0-9A-Fa-f]/.test(this.#text[this.#at] ?? '')) this.#refuse('in \\u hexadecimal character escape')
      this.#at += 1
    }
  }

  #number(): void {
    this.#take('-')
    if (!this.#take('0')) this.#digits('in numeric literal')
    if (this.#take('.')) this.#digits('after decimal point in numeric literal')
    if (!this.#take('e') && !this.#take('E')) return
    if (!this.#take('+')) this.#take('-')
    this.#digits('in exponent of numeric literal')
  }

  #digits(where: string): void {
    if (!digit.test(this.#text[this.#at] ?? '')) this.#refuse(where)
    while (digit.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #literal(first: string | undefined): void {
    const word = ['true', 'false', 'null'].find((one) => one[0] === first)
    if (word === undefined) return this.#refuse('looking for beginning of value')
    for (const sign of word) {
      if (!this.#take(sign)) this.#refuse(`in literal ${word} (expecting '${sign}')`)
    }
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #skipBlanks(): void {
    while (blank.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #refuse(where: string): never {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) throw new SyntaxAt(this.#text.length, 'unexpected end of JSON input')
    // Go reads bytes: of a sign beyond ASCII it names the first one.
    const byte = Buffer.from(String.fromCodePoint(code))[0] ?? code
    throw new SyntaxAt(this.#at + 1, `invalid character ${quoteByte(byte)} ${where}`)
  }
}

/** As Go quotes a character: `'x'`, `'\''`, `'\n'`, `'\u0001'`. */
function quoteByte(byte: number): string {
  if (byte === 0x27) return "'\\''"
  if (byte === 0x22) return `'"'`
  const escapes: Readonly<Record<number, string>> = {
    7: '\\a',
    8: '\\b',
    9: '\\t',
    10: '\\n',
    11: '\\v',
    12: '\\f',
    13: '\\r',
    92: '\\\\',
  }
  const known = escapes[byte]
  if (known !== undefined) return `'${known}'`
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`
  return `'${String.fromCodePoint(byte)}'`
}
