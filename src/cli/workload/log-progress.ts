import type { Bytes } from '../../base/units.ts'
import { formatBytes } from '../../base/readable-numbers.ts'

const WIDTH = 30
const EVERY = 200

/** A bar on the terminal while a log is read; silent where there is no terminal. */
export class LogProgress implements Disposable {
  readonly #total: Bytes
  readonly #output: NodeJS.WriteStream
  readonly #begun = performance.now()
  #shownAt = Number.NEGATIVE_INFINITY

  /** `total`: of all files; 0 where that is not known. */
  constructor(total: Bytes, output: NodeJS.WriteStream) {
    this.#total = total
    this.#output = output
  }

  readonly show = (bytes: Bytes): void => {
    const now = performance.now()
    if (!this.#output.isTTY || now - this.#shownAt < EVERY) return
    this.#shownAt = now
    this.#output.write(`\r${progressText(bytes, this.#total, (now - this.#begun) / 1000)}\x1b[K`)
  };

  [Symbol.dispose](): void {
    if (this.#output.isTTY && this.#shownAt > 0) this.#output.write('\r\x1b[K')
  }
}

/** `[######      ]  45 %  512 MiB of 1.1 GiB, 80.1 MiB/s, 7 s left`. */
export function progressText(bytes: Bytes, total: Bytes, seconds: number): string {
  const rate = seconds > 0 ? bytes / seconds : 0
  if (total === 0) return `${formatBytes(bytes)} read, ${formatBytes(rate)}/s`
  const share = Math.min(1, bytes / total)
  const bar = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH)
  const left = rate > 0 ? `, ${Math.ceil((total - bytes) / rate)} s left` : ''
  return `[${bar}] ${(share * 100).toFixed(0).padStart(3)} %  ${formatBytes(bytes)} of ${formatBytes(total)}, ${formatBytes(rate)}/s${left}`
}
