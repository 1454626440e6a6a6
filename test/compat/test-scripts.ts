import { afterAll, beforeAll, describe, it } from 'vitest'
import { type EchoServer, startEchoServer } from '../support/echo-server.ts'
import { runScript } from '../support/run-script.ts'
import type { CompatScript, Promised, Ran } from './compat-script.ts'

/** Runs every script once, the next one while the promises of this one are looked at, and tests its promises. */
export function testScripts(scripts: readonly CompatScript[]): void {
  const asked = scripts.filter(({ notForK6 }) => notForK6 === undefined || process.env['COMPAT_K6'] === undefined)
  let server: EchoServer
  const runs = new Map<number, Promise<Ran>>()

  const run = async ({ call, writes }: CompatScript, room: string): Promise<Ran> => {
    const target = `${server.url}/in/${room}`
    const args = [...(call.args ?? []), '-e', `TARGET=${target}`]
    const ran = await runScript({ ...call, args }, writes)
    return { ...ran, target, server, requests: await server.take(room) }
  }
  const runOf = (index: number): Promise<Ran> | undefined => {
    const script = asked[index]
    if (script !== undefined && !runs.has(index)) {
      const started = run(script, `s${index}-`)
      // Whoever waits for it learns of its failure.
      started.catch(() => undefined)
      runs.set(index, started)
    }
    return runs.get(index)
  }

  beforeAll(async () => {
    server = await startEchoServer()
  })
  afterAll(async () => {
    await Promise.allSettled(runs.values())
    await server[Symbol.asyncDispose]()
  })

  const table = asked.map(({ name, promises }, index) => [name, index, promises] as const)
  describe.each(table)('%s', (_, index, promises) => {
    let ran: Ran
    beforeAll(async () => {
      const started = runOf(index)
      void runOf(index + 1)
      if (started !== undefined) ran = await started
    })
    it.each(Object.entries(promises))('%s', (_, promise) => expectOf(ran, promise))
  })
}

const expectOf = (ran: Ran, promise: Promised): void | Promise<void> => promise(ran)
