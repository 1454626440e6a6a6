import { fork } from 'node:child_process'
import { once } from 'node:events'

/** One request as the server saw it. */
export interface SeenRequest {
  /** What stood between `/in/` and the path: tests give each VU or each case a room of its own. */
  readonly room: string
  readonly method: string
  /** With its query, without the room. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** Requests with the same number came through the same connection. */
  readonly connection: number
}

export interface EchoServer extends AsyncDisposable {
  readonly url: string
  /** The requests of all rooms that begin so, in the order in which they came; they are forgotten. */
  readonly take: (rooms?: string) => Promise<readonly SeenRequest[]>
}

/** Starts the server in a second process and waits until it answers. */
export async function startEchoServer(): Promise<EchoServer> {
  const child = fork(new URL('echo-server-main.ts', import.meta.url), { stdio: 'inherit' })
  const [url] = (await once(child, 'message')) as [string]
  /** One question at a time: answers do not say what they answer. */
  let last: Promise<unknown> = Promise.resolve()
  return {
    url,
    take: (rooms = '') => {
      const answer = last.then(async () => {
        child.send(rooms)
        return ((await once(child, 'message')) as [readonly SeenRequest[]])[0]
      })
      last = answer
      return answer
    },
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
