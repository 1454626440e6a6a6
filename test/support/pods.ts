import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface Pods extends AsyncDisposable {
  /** Of each, by its name, which it sends as `X-Pod`. */
  readonly ports: Readonly<Record<string, number>>
}

/** Backends in a second process; `delays`: of each, how long it takes for an answer, in ms. */
export async function forkPods(delays: Readonly<Record<string, number>>): Promise<Pods> {
  const child = fork(new URL('pods-main.ts', import.meta.url), [JSON.stringify(delays)], { stdio: 'inherit' })
  const [ports] = (await once(child, 'message')) as [Record<string, number>]
  return {
    ports,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
