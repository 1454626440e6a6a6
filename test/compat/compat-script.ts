import type { EchoServer, SeenRequest } from '../support/echo-server.ts'
import type { ScriptCall, ScriptRun } from '../support/run-script.ts'

/** A run of a script, with what the server saw of it. */
export interface Ran extends ScriptRun {
  readonly requests: readonly SeenRequest[]
  /** What the script has in `__ENV.TARGET`. */
  readonly target: string
  readonly server: EchoServer
}

/** Looks at a run; throws when the promise is not kept. */
export type Promised = (ran: Ran) => void | Promise<void>

/** A script and what k6 promises of it, each promise in a sentence. */
export interface CompatScript {
  readonly name: string
  /** Why a real k6 cannot be asked the same. */
  readonly notForK6?: string
  readonly call: ScriptCall
  /** Files that the script writes and that `promises` look at. */
  readonly writes?: readonly string[]
  readonly promises: Readonly<Record<string, Promised>>
}

/** What the script logged. */
export const saidBy = (ran: Ran): readonly string[] =>
  ran.logs.filter(({ source }) => source === 'console').map(({ message }) => message)

/** What it logged after `start`. */
export const saidAfter = (ran: Ran, start: string): readonly string[] =>
  saidBy(ran)
    .filter((message) => message.startsWith(start))
    .map((message) => message.slice(start.length))
