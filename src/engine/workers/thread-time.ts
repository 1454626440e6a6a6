import { openSync, readSync } from 'node:fs'
import type { Millis } from '../../base/units.ts'

/** What a thread has had of the CPUs since it began. */
export interface ThreadTime {
  readonly cpu: Millis
  /** Ready to run, but waiting for a CPU; undefined where the system does not tell. */
  readonly waited: Millis | undefined
}

/** Three numbers: nanoseconds on a CPU, nanoseconds waiting for one, and how often it got one (proc(5), schedstat). */
export function parseSchedStat(text: string): ThreadTime | undefined {
  const [cpu, waited] = text.trim().split(' ').map(Number)
  if (!Number.isFinite(cpu) || !Number.isFinite(waited)) return undefined
  return { cpu: (cpu ?? 0) / 1e6, waited: (waited ?? 0) / 1e6 }
}

/** Reads the times of the calling thread. The file is opened once, so that a process that has no file left can still be read. */
export function threadTimeReader(): () => ThreadTime {
  const file = openOwnSchedStat()
  const buffer = Buffer.alloc(128)
  return () => (file === undefined ? undefined : readFrom(file, buffer)) ?? { cpu: cpuMillis(), waited: undefined }
}

function openOwnSchedStat(): number | undefined {
  try {
    return openSync('/proc/thread-self/schedstat', 'r')
  } catch {
    return undefined
  }
}

function readFrom(file: number, buffer: Buffer): ThreadTime | undefined {
  try {
    return parseSchedStat(buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)))
  } catch {
    return undefined
  }
}

function cpuMillis(): Millis {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
