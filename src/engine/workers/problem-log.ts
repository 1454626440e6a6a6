import type { Problem } from './protocol.ts'

/** At most so many different messages between two deltas; the rest are counted together. */
const MOST = 100

/** Failures of one worker, grouped by what they say, until they travel with a delta. */
export class ProblemLog {
  #groups = new Map<string, { code: number; message: string; count: number }>()

  add(code: number, message: string): void {
    const known = this.#groups.get(message)
    if (known !== undefined) known.count += 1
    else if (this.#groups.size < MOST || message === OTHERS) this.#groups.set(message, { code, message, count: 1 })
    else this.add(0, OTHERS)
  }

  drain(): Problem[] {
    if (this.#groups.size === 0) return []
    const problems = [...this.#groups.values()]
    this.#groups = new Map()
    return problems
  }
}

const OTHERS = '(other failures, too many different ones to list)'
