/** Generators that are all there, hot and connected, and run one at a time for a second or less: what the machine does meanwhile falls on all. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Launch } from '../rivals/launch.ts'
import { between, type Generator, look, type Shift, start } from '../rivals/measure.ts'
import type { RivalTarget } from '../rivals/target.ts'
import { threadsCpuSecondsOf } from './cpu-watch.ts'

export interface Turn {
  /** Per second, as the target counted them. */
  readonly requests: number
  /** Of all its threads, per request, in microseconds. */
  readonly cpuEach: number
  /** Of a core: what it had, or the target, whichever had more. Less than nearly all: others had it. */
  readonly busiest: number
}

/** Milliseconds until what was sent before the pause is answered and counted. */
const SETTLING = 5

/** A generator that is paused but for its turns. */
export class Paused implements AsyncDisposable {
  readonly #generator: Generator
  readonly #target: RivalTarget
  readonly #seconds: number

  private constructor(generator: Generator, target: RivalTarget, seconds: number) {
    this.#generator = generator
    this.#target = target
    this.#seconds = seconds
  }

  /** Runs it until it is hot, then pauses it. `measured`: how long each of its turns is. */
  static async start(
    command: readonly string[],
    target: RivalTarget,
    { warmUp, measured }: Shift,
    launchIt?: Launch,
  ): Promise<Paused> {
    const paused = new Paused(await start(command, target, launchIt), target, measured)
    await sleep(warmUp * 1000)
    await paused.#pause()
    return paused
  }

  async turn(): Promise<Turn> {
    const before = await look(this.#generator.pid, this.#target, threadsCpuSecondsOf)
    const began = performance.now()
    this.#signal('SIGCONT')
    await sleep(this.#seconds * 1000)
    await this.#pause()
    const seconds = (performance.now() - began) / 1000
    const after = await look(this.#generator.pid, this.#target, threadsCpuSecondsOf)
    const { requests, cpu, targetCpu } = between(before, after)
    return {
      requests: requests / seconds,
      cpuEach: (cpu / requests) * 1e6,
      busiest: Math.max(cpu, targetCpu) / seconds,
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#generator.end()
  }

  async #pause(): Promise<void> {
    this.#signal('SIGSTOP')
    while (!isStopped(this.#generator.pid)) await sleep(1)
    await sleep(SETTLING)
  }

  #signal(signal: 'SIGCONT' | 'SIGSTOP'): void {
    const why = this.#generator.ended()
    if (why !== undefined) throw new Error(`a generator ended by itself: ${why}`)
    process.kill(this.#generator.pid, signal)
  }
}

const isStopped = (pid: number): boolean => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
