import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuSecondsOf } from '../support/cpu-watch.ts'
import { type Launch, launch } from './launch.ts'
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
  launchIt: Launch = launch,
): Promise<Measured> {
  const generator = await start(command, target, launchIt)
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

export interface Generator {
  readonly pid: number
  /** Seconds from its start to the first request that the target saw. */
  readonly firstRequest: number
  /** Why it is not there any more; undefined while it is. */
  readonly ended: () => string | undefined
  readonly end: () => Promise<void>
}

const PATIENCE = 30_000

/** Resolves when its first request was answered. */
export async function start(
  command: readonly string[],
  target: RivalTarget,
  launchIt: Launch = launch,
): Promise<Generator> {
  const before = await target.requests()
  const began = performance.now()
  const launched = await launchIt(command)
  try {
    while ((await target.requests()) <= before) {
      const end = launched.ended()
      if (end !== undefined) throw new Error(`${command.join(' ')} ended: ${end}`)
      if (performance.now() - began > PATIENCE) throw new Error(`${command.join(' ')} sends nothing`)
      await sleep(10)
    }
  } catch (error) {
    await launched.end()
    throw error
  }
  const { pid, ended, end } = launched
  return { pid, firstRequest: (performance.now() - began) / 1000, ended, end }
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
