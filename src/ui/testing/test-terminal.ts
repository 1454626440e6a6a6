import { PassThrough, Writable } from 'node:stream'
import xterm from '@xterm/headless'

/** The keyboard of a terminal, as Ink wants it. */
class TestInput extends PassThrough {
  readonly isTTY: boolean
  isRaw = false

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

class TestOutput extends Writable {
  readonly isTTY = true
  columns: number
  rows: number
  readonly #terminal: xterm.Terminal
  readonly #written: (text: string) => void

  constructor(terminal: xterm.Terminal, written: (text: string) => void) {
    super({ decodeStrings: false })
    this.columns = terminal.cols
    this.rows = terminal.rows
    this.#terminal = terminal
    this.#written = written
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = chunk.toString()
    this.#terminal.write(text, () => {
      this.#written(text)
      done()
    })
  }
}

export interface TestTerminalOptions {
  readonly columns?: number
  readonly rows?: number
  readonly isInputTty?: boolean
}

/** A real terminal emulator without a window: what a test sees is what is on the screen, not what was written to it. */
export class TestTerminal {
  readonly stdin: TestInput
  readonly stdout: TestOutput
  readonly #terminal: xterm.Terminal
  readonly #watchers = new Set<() => void>()
  #isCursorShown = true
  #bytes = 0

  constructor({ columns = 160, rows = 50, isInputTty = true }: TestTerminalOptions = {}) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true })
    this.stdin = new TestInput(isInputTty)
    this.stdout = new TestOutput(this.#terminal, (text) => this.#onWritten(text))
  }

  get isRaw(): boolean {
    return this.stdin.isRaw
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  get isCursorShown(): boolean {
    return this.#isCursorShown
  }

  /** Characters written so far. */
  get written(): number {
    return this.#bytes
  }

  /** The rows of the screen, without the spaces at their ends. */
  get rows(): readonly string[] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString() ?? '').trimEnd(),
    )
  }

  get text(): string {
    return this.rows.join('\n')
  }

  type(keys: string): void {
    this.stdin.write(keys)
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
    this.stdout.columns = columns
    this.stdout.rows = rows
    this.stdout.emit('resize')
  }

  /** Resolves as soon as the screen holds the text, or when the condition is true. */
  waitFor(wanted: string | (() => boolean), withinMs = 5000): Promise<void> {
    const isThere = typeof wanted === 'string' ? () => this.text.includes(wanted) : wanted
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(() => reject(new Error(`not on the screen: ${String(wanted)}\n${this.text}`)), withinMs)
    const check = (): void => {
      if (isThere()) resolve()
    }
    this.#watchers.add(check)
    check()
    return promise.finally(() => {
      clearTimeout(timer)
      this.#watchers.delete(check)
    })
  }

  #onWritten(text: string): void {
    this.#bytes += text.length
    const shown = text.lastIndexOf('\u001b[?25h')
    const hidden = text.lastIndexOf('\u001b[?25l')
    if (shown !== hidden) this.#isCursorShown = shown > hidden
    for (const check of this.#watchers) check()
  }
}
