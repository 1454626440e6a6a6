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
    return measuredIn([between(before, after)], peakBytesOf(generator.pid))
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

/** What there was at a moment, or between two of them. */
export interface Look {
  /** Seconds. */
  readonly at: number
  readonly requests: number
  /** In seconds, of all threads. */
  readonly cpu: number
  readonly targetCpu: number
}

/** `cpuOf`: by which count; hundredths of a second are too coarse for what is short. */
export async function look(pid: number, target: RivalTarget, cpuOf: CpuOf = cpuSecondsOf): Promise<Look> {
  const requests = await target.requests()
  const [cpu, targetCpu] = [cpuOf(pid), cpuOf(target.pid)]
  if (cpu === undefined || targetCpu === undefined) throw new Error(`process ${pid} ended while it was measured`)
  return { at: performance.now() / 1000, requests, cpu, targetCpu }
}

type CpuOf = (pid: number) => number | undefined

export const between = (before: Look, after: Look): Look => ({
  at: after.at - before.at,
  requests: after.requests - before.requests,
  cpu: after.cpu - before.cpu,
  targetCpu: after.targetCpu - before.targetCpu,
})

/** Of all of these stretches together. */
export function measuredIn(stretches: readonly Look[], peakBytes: number): Measured {
  const sum = (figure: keyof Look): number => stretches.reduce((total, stretch) => total + stretch[figure], 0)
  return {
    requests: sum('requests') / sum('at'),
    cpuEach: (sum('cpu') / sum('requests')) * 1e6,
    targetCpu: sum('targetCpu') / sum('at'),
    peakBytes,
  }
}

export const peakBytesOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
