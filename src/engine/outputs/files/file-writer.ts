import { setTimeout as delay } from 'node:timers/promises'
import type { Bytes, Millis } from '../../../base/units.ts'
import { type Destination, openDestination } from './destination.ts'

interface Piece {
  readonly text: string
  readonly count: number
}

export interface FileWriterOptions {
  /** At least so long from one write to the next. */
  readonly interval: Millis
  /** Told once, when writing fails. */
  readonly onFailure: (reason: string) => void
  /** Text that may wait in memory; what comes beyond is lost. */
  readonly mostWaiting?: Bytes
  readonly open?: (name: string) => Promise<Destination>
}

const MOST_WAITING: Bytes = 64 * 1024 * 1024

/** Writes lines to a file one piece after the other, and knows of every sample whether it is written, waits, or is lost. */
export class FileWriter {
  readonly #options: FileWriterOptions
  readonly #stopped = new AbortController()
  #destination: Destination | undefined
  #waiting: Piece[] = []
  #waitingLength = 0
  #writing: Promise<void> | undefined
  #failure: string | undefined
  sent = 0
  queued = 0
  lost = 0
  /** Why samples were lost. */
  reason: string | undefined

  constructor(options: FileWriterOptions) {
    this.#options = options
  }

  /** Throws when the file cannot be written. */
  async open(name: string): Promise<void> {
    this.#destination = await (this.#options.open ?? openDestination)(name)
  }

  /** `count`: how many samples the text holds. */
  write(text: string, count: number): void {
    const isFull = this.#waitingLength + text.length > (this.#options.mostWaiting ?? MOST_WAITING)
    if (this.#failure !== undefined || isFull) return this.lose(count, this.#failure ?? 'written too slowly')
    this.#waiting.push({ text, count })
    this.#waitingLength += text.length
    this.queued += count
    this.#writing ??= this.#writeAll()
  }

  /** Samples that were lost before they came here count too. */
  lose(count: number, reason: string): void {
    if (count === 0) return
    this.lost += count
    this.reason = reason
  }

  /** Writes what waits, and closes the file. */
  async close(): Promise<void> {
    this.#stopped.abort()
    await this.#writing
    const destination = this.#destination
    this.#destination = undefined
    try {
      await destination?.close()
    } catch (error) {
      this.#fail(error)
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const pieces = this.#waiting
      this.#waiting = []
      this.#waitingLength = 0
      await this.#writeOnce(pieces)
      await this.#pause()
    }
    this.#writing = undefined
  }

  async #writeOnce(pieces: readonly Piece[]): Promise<void> {
    const count = pieces.reduce((sum, piece) => sum + piece.count, 0)
    try {
      for (const { text } of pieces) await this.#destination?.write(text)
      this.sent += count
    } catch (error) {
      this.#fail(error)
      this.lose(count, this.reason ?? '')
    }
    this.queued -= count
  }

  async #pause(): Promise<void> {
    // Stopping it early is no failure.
    await delay(this.#options.interval, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => undefined)
  }

  /** The rest of the line may be missing: nothing is written after it. */
  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    if (this.#failure === undefined) this.#options.onFailure(reason)
    this.#failure ??= reason
    this.reason = reason
    const left = this.#waiting.reduce((sum, { count }) => sum + count, 0)
    this.#waiting = []
    this.#waitingLength = 0
    this.queued -= left
    this.lose(left, reason)
  }
}
