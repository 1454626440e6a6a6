import { once } from 'node:events'
import { startTarget } from '../../targets/start.ts'
import type { ParsedArgs } from '../args.ts'
import * as own from '../own-flags.ts'

/** Serves a simulated target until it is told to end, or until the program that started it is gone. */
export async function target({ positional: [model = 'bounded'], valueOf, foreign }: ParsedArgs): Promise<number> {
  const { url, close } = await startTarget({
    model,
    params: foreign,
    port: valueOf(own.port) ?? 0,
    seed: valueOf(own.seed) ?? 1,
  })
  process.stdout.write(`${model} target at ${url} (its truth: ${url}/truth)\n`)
  process.send?.({ url })
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'].map((event) => once(process, event)))
  await close()
  return 0
}
