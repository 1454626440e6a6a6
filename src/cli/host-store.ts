import { getHeapStatistics } from 'node:v8'
import { type LimitSummary, summarize } from '../analysis/verdict/summary.ts'
import { monotonicClock } from '../base/clock.ts'
import { createStore, type Store } from '../base/store.ts'
import type { Millis, PerSecond, Share } from '../base/units.ts'
import type { RunHandle, RunSnapshot } from '../engine/api.ts'
import type { BackendNaming } from '../engine/config/run-config.ts'
import { startHostProbe } from '../probes/host-probe.ts'
import type { ExplorationDesk } from './exploration/exploration-desk.ts'
import type { HostView } from '../ui/host-view.ts'
import type { HostOptions } from './host-options.ts'
import { balanceResult } from './balance/balance-result.ts'
import { type BalanceStore, watchBalance } from './balance/watch-balance.ts'
import { type LimitStore, watchLimits } from './limits/watch-limits.ts'
import { hostReadings, type Readings, targetReadings } from './limits/readings-feed.ts'
import { targetResult } from './limits/target-result.ts'
import { type TargetStore, watchTarget } from './limits/watch-target.ts'

export interface HostWatch extends AsyncDisposable {
  readonly views: Store<HostView | undefined>
  readonly limits: LimitStore
  readonly target: TargetStore
  readonly balance: BalanceStore
  /** What goes into the result. */
  readonly found: () => Readonly<Record<'limit' | 'target' | 'balance', object | undefined>>
}

export interface WatchedRun {
  readonly snapshots: Store<RunSnapshot>
  readonly desk: Pick<ExplorationDesk, 'exploration' | 'hear'>
  /** See `LimitSources.ceiling`. */
  readonly ceiling: PerSecond | undefined
  readonly endpoints: HostOptions['endpoints']
  /** Takes readings for thresholds. */
  readonly feed: (readings: Readings) => void
  readonly send: RunHandle['send']
  readonly naming: BackendNaming | undefined
}

/** For the views. */
export const mostSeconds = 60
const mostHolds = 12

/** Joins what the probe thread reads with what the engine counts, and with what only this thread can say: it is the one that draws. */
export function watchHost(run: WatchedRun): HostWatch {
  const probe = startHostProbe(run.endpoints)
  const views = createStore<HostView | undefined>(undefined)
  const threadCpu = threadCpuReader()
  const { snapshots, desk, ceiling } = run
  const limits = watchLimits({ snapshots, exploration: desk.exploration, probe, ceiling })
  const target = watchTarget({
    targets: probe.targets,
    seconds: limits.second,
    limits: limits.readings,
    snapshots,
    exploration: desk.exploration,
    clock: monotonicClock(),
  })
  const balance = watchBalance(run)
  let history: readonly LimitSummary[] = []
  let uiThreadCpu: Share | undefined
  let at: Millis = 0
  const show = (): void => {
    // process.memoryUsage() opens a file, which a process at its limit cannot.
    const { used_heap_size: heapUsed } = getHeapStatistics()
    const joined = { reading: probe.readings.get(), limit: limits.readings.get(), ports: limits.ports.get() }
    const ofLimits = { holds: limits.run()?.holds.slice(-mostHolds) ?? [], second: history.at(-1), history }
    const ofTarget = { targets: target.readings.get(), utilisation: target.utilisation.get() }
    views.set({ ...joined, ...ofLimits, ...ofTarget, balances: balance.balances.get(), uiThreadCpu, heapUsed, at })
  }
  probe.readings.subscribe(() => {
    uiThreadCpu = threadCpu()
    at = performance.now()
    show()
  })
  limits.second.subscribe(() => {
    const second = limits.second.get()
    run.feed(hostReadings(second))
    const summary = second && summarize([second])
    if (summary !== undefined) history = [...history, summary].slice(-mostSeconds)
  })
  probe.targets.subscribe(() => run.feed(targetReadings(probe.targets.get())))
  limits.readings.subscribe(() => {
    desk.hear(limits.readings.get())
    show()
  })
  return {
    views,
    limits,
    target,
    balance,
    found: () => ({
      limit: limits.run(),
      target: targetResult(target),
      balance: balanceResult(run.naming, snapshots.get().backends, balance.balances.get()),
    }),
    [Symbol.asyncDispose]: async () => {
      limits.close()
      target.close()
      balance.close()
      await probe.close()
    },
  }
}

/** CPU time of this thread in ms so far. */
export function threadCpuMillis(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** CPU of this thread since the last call, as a share of one core. */
function threadCpuReader(): () => number {
  let cpu = threadCpuMillis()
  let at = performance.now()
  return () => {
    const [nowCpu, now] = [threadCpuMillis(), performance.now()]
    const share = (nowCpu - cpu) / Math.max(1, now - at)
    cpu = nowCpu
    at = now
    return share
  }
}
