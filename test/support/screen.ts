import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export interface ScreenOptions {
  readonly columns: number
  readonly rows: number
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

const PATIENCE = 30_000

/** A real program in a real pseudo-terminal, and what a person would see of it. */
export class Screen implements Disposable {
  readonly #pty: IPty
  readonly #terminal: xterm.Terminal
  #raw = ''
  #exit: { readonly code: number; readonly signal: number } | undefined
  readonly #watchers = new Set<() => void>()

  constructor(file: string, args: readonly string[], { columns, rows, cwd, env = {} }: ScreenOptions) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 })
    // A terminal of its own is no CI, whatever runs the tests: Node would take all colours away.
    const { CI: _, ...own } = process.env
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      cwd,
      name: 'xterm-256color',
      env: { ...own, ...env },
    })
    this.#pty.onData((data) => {
      this.#raw += data
      this.#terminal.write(data, () => this.#notify())
    })
    this.#pty.onExit(({ exitCode, signal }) => {
      this.#exit = { code: exitCode, signal: signal ?? 0 }
      this.#notify()
    })
  }

  get pid(): number {
    return this.#pty.pid
  }

  /** What stands on the screen now, a line a row, without trailing spaces. */
  text(): string {
    const { active } = this.#terminal.buffer
    const lines = Array.from({ length: this.#terminal.rows }, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    )
    return lines.join('\n')
  }

  /** Every cell, with its colours. */
  cells(): xterm.IBufferCell[][] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: this.#terminal.rows }, (_, row) => {
      const line = active.getLine(active.baseY + row)
      return Array.from({ length: this.#terminal.cols }, (_, column) => line?.getCell(column)).filter(
        (cell) => cell !== undefined,
      )
    })
  }

  /** All that is left in the normal screen with its scrollback. */
  scrollback(): string {
    const { normal } = this.#terminal.buffer
    return Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true)).join('\n')
  }

  /** Every byte the program wrote. */
  get raw(): string {
    return this.#raw
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  press(keys: string): void {
    this.#pty.write(keys)
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
    this.#pty.resize(columns, rows)
  }

  kill(signal: string): void {
    this.#pty.kill(signal)
  }

  /** Waits until the screen shows it; fails with the screen as it is. */
  async waitFor(wanted: RegExp | string, patience: number = PATIENCE): Promise<string> {
    const shows = (): boolean => (typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text()))
    return this.#until(shows, `the screen to show ${String(wanted)}`, patience)
  }

  async waitUntil(holds: () => boolean, what: string, patience: number = PATIENCE): Promise<string> {
    return this.#until(holds, what, patience)
  }

  async exited(patience: number = PATIENCE): Promise<number> {
    await this.#until(() => this.#exit !== undefined, 'the program to end', patience)
    return this.#exit?.code ?? -1
  }

  [Symbol.dispose](): void {
    if (this.#exit === undefined) this.#pty.kill('SIGKILL')
    this.#terminal.dispose()
  }

  #until(holds: () => boolean, what: string, patience: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        this.#watchers.delete(look)
        settle()
      }
      const look = (): void => {
        if (holds()) finish(() => resolve(this.text()))
      }
      const timer = setTimeout(
        () => finish(() => reject(new Error(`waited ${patience} ms for ${what}; the screen was:\n${this.text()}`))),
        patience,
      )
      this.#watchers.add(look)
      look()
    })
  }

  #notify(): void {
    this.#watchers.forEach((look) => look())
  }
}
