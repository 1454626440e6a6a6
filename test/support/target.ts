import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface TargetCounts {
  readonly received: number
  readonly answered: number
  readonly rejected: number
}

export interface TargetProcess extends AsyncDisposable {
  readonly url: string
  readonly counts: () => Promise<TargetCounts>
}

/** Starts a simulated target in a second process and waits until it answers. */
export async function forkTarget(
  model: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<TargetProcess> {
  const child = fork(new URL('target-main.ts', import.meta.url), [model, JSON.stringify(params)], { stdio: 'inherit' })
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    counts: async () => (await fetch(`${url}/counts`)).json() as Promise<TargetCounts>,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
