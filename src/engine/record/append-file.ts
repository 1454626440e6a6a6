import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'

/** For appending: after a line that was cut off again the next one begins where the file ends, not where writing had come to. */
const openNew = (path: string): number => openSync(path, 'ax')

/** What a disk is asked to do; tests have one that is full. */
export interface Disk {
  readonly open: (path: string) => number
  readonly write: (fd: number, bytes: Buffer, offset: number, length: number) => number
}

const realDisk: Disk = { open: openNew, write: (fd, bytes, offset, length) => writeSync(fd, bytes, offset, length) }

/** Lines that wait for a disk that is full: an hour of windows of a busy run. More than that are lost, and counted. */
const MOST_WAITING = 3600

/**
 * A file that only ever grows by whole lines. Each append is handed to the system before it returns, so that the end of this
 * process loses nothing of it. What cannot be written waits and is tried again with the next line.
 */
export class AppendFile {
  readonly #fd: number
  readonly #disk: Disk
  #size = 0
  #waiting: Buffer[] = []
  #lost = 0
  #isClosed = false
  #problem: string | undefined

  /** Throws when the file is there already or cannot be made. */
  constructor(path: string, disk: Partial<Disk> = {}) {
    this.#disk = { ...realDisk, ...disk }
    this.#fd = this.#disk.open(path)
  }

  /** Why the last line could not be written; undefined when it was. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Lines that are gone for good. */
  get lost(): number {
    return this.#lost
  }

  /** After the end nothing is taken any more: the number of the file may be another's by then. */
  append(line: string): void {
    if (this.#isClosed) return
    this.#waiting.push(Buffer.from(`${line}\n`))
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift()
      this.#lost += 1
    }
    this.#flush()
  }

  close(): void {
    this.#flush()
    this.#lost += this.#waiting.length
    this.#isClosed = true
    closeSync(this.#fd)
  }

  #flush(): void {
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        this.#write(next)
        this.#waiting.shift()
      }
      this.#problem = undefined
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error)
    }
  }

  /** All of it or nothing: what a full disk took of a line is cut off again. */
  #write(bytes: Buffer): void {
    let written = 0
    try {
      while (written < bytes.length) {
        written += this.#disk.write(this.#fd, bytes, written, bytes.length - written)
      }
      this.#size += written
    } catch (error) {
      if (written > 0) ftruncateSync(this.#fd, this.#size)
      throw error
    }
  }
}
