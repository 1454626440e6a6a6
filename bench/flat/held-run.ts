import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../test/support/real-server.ts'
import { between, type Generator, type Look, look, peakBytesOf, start } from '../rivals/measure.ts'
import type { RivalTarget } from '../rivals/target.ts'
import { threadsCpuSecondsOf } from '../support/cpu-watch.ts'

/** Milliseconds from resuming until what is measured begins: it is in force within 250, then caches are its own again. */
const RESUMING = 500
/** Milliseconds until a pause is in force, and what was on its way is answered and counted. */
const SETTLING = 400
/** Milliseconds between two looks at how many requests were sent. */
const LOOKING = 200
/** Milliseconds; nobody takes longer to get hot. */
const PATIENCE = 180_000

/** A headless run of ours that is paused over its REST API but for its turns: no arrival of a pause is owed later. */
export class HeldRun implements AsyncDisposable {
  readonly #run: Generator
  readonly #target: RivalTarget
  readonly #commands: string

  private constructor(run: Generator, target: RivalTarget, port: number) {
    this.#run = run
    this.#target = target
    this.#commands = `http://127.0.0.1:${port}/v1/kneepoint/commands`
  }

  static async start(command: readonly string[], target: RivalTarget): Promise<HeldRun> {
    const port = await freePort()
    return new HeldRun(await start([...command, '--address', `127.0.0.1:${port}`], target), target, port)
  }

  /** Sends so many requests, at `haste` times its rate, and pauses. */
  async heat(requests: number, haste: number): Promise<void> {
    const enough = (await this.#target.requests()) + requests
    const began = performance.now()
    await this.#say({ type: 'scale', factor: haste })
    while ((await this.#target.requests()) < enough) {
      if (performance.now() - began > PATIENCE) throw new Error(`${requests} requests take longer than ${PATIENCE} ms`)
      await sleep(LOOKING)
    }
    await this.#say({ type: 'scale', factor: 1 / haste })
    await this.#pause()
  }

  async turn(seconds: number): Promise<Look> {
    await this.#say({ type: 'resume' })
    await sleep(RESUMING)
    const before = await look(this.#run.pid, this.#target, threadsCpuSecondsOf)
    await sleep(seconds * 1000)
    const after = await look(this.#run.pid, this.#target, threadsCpuSecondsOf)
    await this.#pause()
    return between(before, after)
  }

  /** The most that was resident. */
  peakBytes(): number {
    return peakBytesOf(this.#run.pid)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#run.end()
  }

  async #pause(): Promise<void> {
    await this.#say({ type: 'pause' })
    await sleep(SETTLING)
  }

  async #say(command: object): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(this.#commands, { method: 'POST', headers, body: JSON.stringify(command) })
    if (!answer.ok) throw new Error(`${JSON.stringify(command)} was answered ${answer.status}: ${await answer.text()}`)
  }
}
