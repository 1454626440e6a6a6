import { readdirSync, readFileSync } from 'node:fs'
import { parsePidStat } from '../../src/probes/linux/pid-stat.ts'
import { parseSchedStat } from '../../src/probes/linux/sched-stat.ts'

/** The kernel counts CPU in hundredths of a second for whoever asks (USER_HZ). */
const TICKS_PER_SECOND = 100
const PAGE = 4096

/** What a process has used so far; `thread`: only that one of its threads. Undefined where there is no /proc, or no such process. */
export function cpuSecondsOf(pid: number, thread?: number): number | undefined {
  const ticks = statOf(thread === undefined ? `/proc/${pid}/stat` : `/proc/${pid}/task/${thread}/stat`)?.ticks
  return ticks === undefined ? undefined : ticks / TICKS_PER_SECOND
}

/** The same to the nanosecond, for what is short: of those of its threads that are there, so that none may end in between. */
export function threadsCpuSecondsOf(pid: number): number | undefined {
  try {
    const folder = `/proc/${pid}/task`
    const texts = readdirSync(folder).map((thread) => readFileSync(`${folder}/${thread}/schedstat`, 'utf8'))
    return texts.reduce((sum, text) => sum + (parseSchedStat(text)?.cpu ?? Number.NaN), 0) / 1000
  } catch {
    return undefined
  }
}

export function residentBytesOf(pid: number): number | undefined {
  const pages = statOf(`/proc/${pid}/stat`)?.residentPages
  return pages === undefined ? undefined : pages * PAGE
}

function statOf(file: string): ReturnType<typeof parsePidStat> {
  try {
    return parsePidStat(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** CPU in cores between now and the end. */
export function watchCpu(pid: number, thread?: number): () => number | undefined {
  const [cpu, at] = [cpuSecondsOf(pid, thread), performance.now()]
  return () => {
    const now = cpuSecondsOf(pid, thread)
    return cpu === undefined || now === undefined ? undefined : (now - cpu) / ((performance.now() - at) / 1000)
  }
}
