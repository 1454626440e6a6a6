import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pinned } from './pinned.ts'

export interface Launched {
  readonly pid: number
  /** Why it is not there any more; undefined while it is. */
  readonly ended: () => string | undefined
  readonly end: () => Promise<void>
}

/** Starts a generator on the core of generators. */
export type Launch = (command: readonly string[]) => Promise<Launched>

export const GENERATOR_CORE = 0

export const launch: Launch = async (command) => {
  const [program, ...args] = pinned(GENERATOR_CORE, command)
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  return {
    pid: child.pid ?? 0,
    ended: () => (child.exitCode === null ? undefined : `exit code ${child.exitCode}: ${said}`),
    end: async () => {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** In a pseudo-terminal of 160 x 50 that nobody looks at: its bytes are read by a process of the lowest priority. */
export const launchInTerminal: Launch = async (command) => {
  const main = fileURLToPath(new URL('terminal-main.ts', import.meta.url))
  const holder = fork(main, pinned(GENERATOR_CORE, command), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [pid] = (await once(holder, 'message')) as [number]
  let exit: string | undefined
  holder.on('message', (text: string) => (exit = text))
  return {
    pid,
    ended: () => exit,
    end: async () => {
      const exited = once(holder, 'exit')
      holder.disconnect()
      await exited
    },
  }
}
