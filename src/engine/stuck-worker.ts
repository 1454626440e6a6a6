import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import { stackMapper } from './script/bundle/map-stack.ts'
import type { WorkerPool } from './workers/pool.ts'
import { asLoadedCode } from './workers/portable-script.ts'
import type { PortableScript } from './workers/protocol.ts'

/** Where in the script a worker is that says nothing any more, as the error that ends the run. */
export async function whyStuck(
  pool: WorkerPool,
  script: PortableScript | undefined,
  worker: number,
): Promise<UserError> {
  const stack = await pool.locate(worker)
  const place = stack === undefined || script === undefined ? undefined : scriptPlaces(stack, script)
  const where = place === undefined ? '' : `\n${place}`
  return new UserError('WORKER_FROZEN', `worker ${worker} is stuck: a VU has not yielded for 4 s${where}`, {
    exitCode: ExitCode.ScriptException,
    hint: 'a loop of the script never ends, or computes for too long without a request or sleep()',
  })
}

/** The frames of a stack that are the user's own, in their own lines. */
const scriptPlaces = (stack: string, script: PortableScript): string =>
  stackMapper(asLoadedCode(script).compiled.map)(stack)
