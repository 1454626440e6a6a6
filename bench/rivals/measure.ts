import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuSecondsOf } from '../support/cpu-watch.ts'
import { pinned } from './pinned.ts'
import type { RivalTarget } from './target.ts'

export interface Shift {
  /** Seconds from the first request on that are not measured: code gets hot, connections open. */
  readonly warmUp: number
  /** Seconds that are. */
  readonly measured: number
}

export interface Measured {
  /** Per second, as the target counted them. */
  readonly requests: number
  /** Of the process in the same time, in microseconds. */
  readonly cpuEach: number
  /** The most that was resident, in bytes. */
  readonly peakBytes: number
  /** Share of a core that the target took. */
  readonly targetCpu: number
}

/** Lets a generator send for a while, then ends it: everybody is measured from outside, in the same way. */
export async function measureGenerator(
  command: readonly string[],
  target: RivalTarget,
  { warmUp, measured }: Shift,
): Promise<Measured> {
  const generator = await start(command, target)
  try {
    await sleep(warmUp * 1000)
    const before = await look(generator.pid, target)
    await sleep(measured * 1000)
    const after = await look(generator.pid, target)
    const [requests, seconds] = [after.requests - before.requests, after.at - before.at]
    return {
      requests: requests / seconds,
      cpuEach: ((after.cpu - before.cpu) / requests) * 1e6,
      targetCpu: (after.targetCpu - before.targetCpu) / seconds,
      peakBytes: peakBytesOf(generator.pid),
    }
  } finally {
    await generator.end()
  }
}

interface Generator {
  readonly pid: number
  /** Seconds from its start to the first request that the target saw. */
  readonly firstRequest: number
  readonly end: () => Promise<void>
}

const PATIENCE = 30_000

/** Resolves when its first request was answered. */
export async function start(command: readonly string[], target: RivalTarget): Promise<Generator> {
  const before = await target.requests()
  const [program, ...args] = pinned(0, command)
  const began = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  try {
    while ((await target.requests()) <= before) {
      if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended with ${child.exitCode}: ${said}`)
      if (performance.now() - began > PATIENCE) throw new Error(`${command.join(' ')} sends nothing: ${said}`)
      await sleep(10)
    }
  } catch (error) {
    await kill(child)
    throw error
  }
  return { pid: child.pid ?? 0, firstRequest: (performance.now() - began) / 1000, end: () => kill(child) }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

interface Look {
  readonly at: number
  readonly requests: number
  readonly cpu: number
  readonly targetCpu: number
}

async function look(pid: number, target: RivalTarget): Promise<Look> {
  const requests = await target.requests()
  const [cpu, targetCpu] = [cpuSecondsOf(pid), cpuSecondsOf(target.pid)]
  if (cpu === undefined || targetCpu === undefined) throw new Error(`process ${pid} ended while it was measured`)
  return { at: performance.now() / 1000, requests, cpu, targetCpu }
}

export const peakBytesOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
