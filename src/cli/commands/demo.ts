import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ParsedArgs } from '../args.ts'
import { exploreUrl } from './explore.ts'

/** 8 servers of 20 ms: 400/s. The VUs run out before its queue does, so what is too much is dropped, not refused. */
const model = ['bounded', '--servers', '8', '--service-time', '20ms', '--queue', '200']
const START = { rate: 50, maxVUs: 200 }

/** Explores a simulated target in a process of its own. */
export async function demo(args: ParsedArgs): Promise<number> {
  await using target = await forkTarget()
  return await exploreUrl(args, { method: 'GET', url: `${target.url}/`, headers: {}, body: undefined }, START)
}

interface ForkedTarget extends AsyncDisposable {
  readonly url: string
}

async function forkTarget(): Promise<ForkedTarget> {
  // Detached: Ctrl-C in the terminal is for us, and the target must outlive it. It ends when the channel to us closes.
  const child = fork(fileURLToPath(new URL('../../../bin/kneepoint.js', import.meta.url)), ['target', ...model], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  })
  const [message] = (await once(child, 'message')) as [{ readonly url: string }]
  return {
    url: message.url,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
