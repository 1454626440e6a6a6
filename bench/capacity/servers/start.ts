import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export interface RunningServer extends AsyncDisposable {
  readonly port: number
}

/** One of our own small servers, which says where it is. */
export async function startOwn(file: string, argument: number): Promise<RunningServer> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, file), String(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const port = /at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port !== undefined) return { port: Number(port), [Symbol.asyncDispose]: () => ended(child) }
  }
  throw new Error(`${file} did not start`)
}

/** Somebody else's server, which is there once its port answers. */
export async function startForeign(program: string, args: readonly string[], port: number): Promise<RunningServer> {
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${String(code)}`)
  })
  await Promise.race([failed, answers(port)])
  failed.catch(() => undefined)
  return { port, [Symbol.asyncDispose]: () => ended(child) }
}

async function answers(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`)
      return
    } catch {
      await setTimeout(50)
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill()
  await exited
}
