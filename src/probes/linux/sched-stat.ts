import type { Millis } from '../../base/units.ts'

/** What a thread has had of the CPUs since it began. */
export interface SchedTimes {
  readonly cpu: Millis
  /** Ready to run, but waiting for a CPU. */
  readonly waited: Millis
}

/** /proc/PID/task/TID/schedstat: nanoseconds on a CPU, nanoseconds waiting for one, and how often it got one (proc(5)). */
export function parseSchedStat(text: string): SchedTimes | undefined {
  const [cpu = Number.NaN, waited = Number.NaN] = text.trim().split(' ').map(Number)
  return Number.isFinite(cpu) && Number.isFinite(waited) ? { cpu: cpu / 1e6, waited: waited / 1e6 } : undefined
}
