import { readFileSync } from 'node:fs'
import type { EventLoopUtilization } from 'node:perf_hooks'
import { performance } from 'node:perf_hooks'
import type { Millis, Share } from '../base/units.ts'

/** Limits above which a target no longer keeps to its own truth. */
const utilisationLimit: Share = 0.5
const pumpLagLimit: Millis = 5
const cpuPressureLimit = 20
/** An answer written later than this after it was due is late: above the pump's period and its jitter. */
const lateAfter: Millis = 5

const bucketWidth: Millis = 0.25
const bucketCount = 400

export interface Health {
  /** Event-loop utilisation of the thread the target runs in, since the last reset. */
  readonly elu: Share
  /** How late the 1 ms pump ran, ms; 100 stands for 100 and more. */
  readonly pumpLagP99: Millis
  readonly lateReplies: number
  /** Percent of the last 10 s in which some process waited for a CPU; undefined where the system does not tell. */
  readonly cpuPressure: number | undefined
  readonly valid: boolean
  /** Why not, one sentence each. */
  readonly invalid: readonly string[]
}

/** /proc/pressure/cpu, Linux 4.20 and later. */
function readCpuPressure(): number | undefined {
  try {
    const avg10 = /^some avg10=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1]
    return avg10 === undefined ? undefined : Number(avg10)
  } catch {
    return undefined
  }
}

/** Watches whether the target got the processor time that its truth needs. */
export class HealthMonitor {
  readonly #lags: Float64Array = new Float64Array(bucketCount)
  #pumps = 0
  #late = 0
  #since: EventLoopUtilization = performance.eventLoopUtilization()

  pumped(lag: Millis): void {
    const bucket = Math.min(bucketCount - 1, Math.max(0, Math.floor(lag / bucketWidth)))
    this.#lags[bucket] = (this.#lags[bucket] ?? 0) + 1
    this.#pumps += 1
  }

  answered(lateBy: Millis): void {
    if (lateBy > lateAfter) this.#late += 1
  }

  reset(): void {
    this.#lags.fill(0)
    this.#pumps = 0
    this.#late = 0
    this.#since = performance.eventLoopUtilization()
  }

  read(): Health {
    const elu = performance.eventLoopUtilization(this.#since).utilization
    const pumpLagP99 = this.#lagQuantile(0.99)
    const cpuPressure = readCpuPressure()
    const invalid = [
      elu > utilisationLimit ? `event loop ${Math.round(elu * 100)} % busy, limit ${utilisationLimit * 100} %` : '',
      pumpLagP99 > pumpLagLimit ? `pump up to ${pumpLagP99} ms late (p99), limit ${pumpLagLimit} ms` : '',
      (cpuPressure ?? 0) > cpuPressureLimit ? `CPU pressure ${cpuPressure} %, limit ${cpuPressureLimit} %` : '',
    ].filter((reason) => reason !== '')
    return { elu, pumpLagP99, lateReplies: this.#late, cpuPressure, valid: invalid.length === 0, invalid }
  }

  /** The upper edge of the bucket that holds the quantile. */
  #lagQuantile(quantile: Share): Millis {
    let left = quantile * this.#pumps
    for (let bucket = 0; bucket < bucketCount && this.#pumps > 0; bucket += 1) {
      left -= this.#lags[bucket] ?? 0
      if (left <= 0) return (bucket + 1) * bucketWidth
    }
    return 0
  }
}
