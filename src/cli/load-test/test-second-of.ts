import type { TestSecond, TestTick, WorkloadCounts } from '../../analysis/load-test/test-second.ts'
import type { TestPlan } from '../../analysis/load-test/test-plan.ts'
import type { HostReading } from '../../base/host-reading.ts'
import type { TargetReading } from '../../base/target-reading.ts'
import type { Bytes, Millis, Share } from '../../base/units.ts'
import type { Tick, Window } from '../../engine/api.ts'
import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import type { MetricView } from '../../engine/metrics/view.ts'

/** What is known of the target itself. */
export interface TargetUse {
  readonly cpu: Share | undefined
  readonly memory: Bytes | undefined
  readonly memoryLimit: Bytes | undefined
}

/** Who may tell of the target: the probes of this host, and endpoints of its own. */
export interface TargetSight {
  readonly reading: Partial<HostReading> | undefined
  readonly targets: readonly TargetReading[]
}

/** `paused`: how long the run had been paused when the second began. */
export interface SecondParts {
  readonly window: Window
  readonly book: SampleBook
  readonly paused: Millis
  readonly target: TargetUse
}

/** A closed second as a test sees it. One in which the run was paused is none: undefined. */
export function testSecondOf(plan: TestPlan, { window, book, paused, target }: SecondParts): TestSecond | undefined {
  if (window.pausedFor > 0) return undefined
  const { p50, p95 } = window.latency
  return {
    from: window.from - paused,
    to: window.to - paused,
    workloads: new Map(plan.workloads.map(({ name }) => [name, countsOf(book.scenarios.get(name), plan)])),
    p50,
    p95,
    ...target,
  }
}

function countsOf(view: MetricView | undefined, { model }: TestPlan): WorkloadCounts {
  const count = (metric: string): number => view?.counter(metric) ?? 0
  const requests = view?.trend('http_req_duration')?.histogram
  const timed = requests === undefined || requests.count === 0 ? view?.trend('iteration_duration')?.histogram : requests
  return {
    offered: count(model === 'open' ? 'iterations_due' : 'iterations_started'),
    achieved: count('iterations'),
    good: count('iterations_good'),
    dropped: count('dropped_iterations'),
    responses: timed?.count ?? 0,
    responseTime: timed?.sum ?? 0,
  }
}

export const testTickOf = ({ from, to, good, failed, response, iteration }: Tick, paused: Millis): TestTick => ({
  from: from - paused,
  to: to - paused,
  good,
  failed,
  p95: response.count > 0 ? response.p95 : iteration.p95,
})

/** What endpoints call the CPU of the whole machine: node_exporter's, and the JVM's view of it. */
const MACHINE_CPU: ReadonlySet<string> = new Set(['cpu', 'system cpu'])

/**
 * CPU: of the busiest machine that tells of itself (--target-metrics), else what the process behind a target on this host takes of all
 * its cores. Memory: of that process, which can grow by what this host has left.
 */
export function targetUseOf(host: TargetSight | undefined): TargetUse {
  const { target, memory } = host?.reading ?? {}
  return {
    cpu: toldCpu(host?.targets ?? []) ?? processCpu(host?.reading),
    memory: target?.rss,
    memoryLimit: target === undefined || memory === undefined ? undefined : target.rss + memory.available,
  }
}

function toldCpu(targets: readonly TargetReading[]): Share | undefined {
  const told = targets.flatMap(({ resources }) => resources.filter(({ name }) => MACHINE_CPU.has(name)))
  return told.length === 0 ? undefined : Math.max(...told.map(({ used }) => used))
}

function processCpu(reading: Partial<HostReading> | undefined): Share | undefined {
  const { target, cpu } = reading ?? {}
  const cores = cpu?.cores.length ?? 0
  return target === undefined || cores === 0 ? undefined : target.cpu / cores
}
