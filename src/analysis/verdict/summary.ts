import type { Millis, PerSecond, Share } from '../../base/units.ts'
import { secondsOf, type LoadModel } from '../observation.ts'
import { quantile, sum } from '../statistics/summaries.ts'
import { meanTimeOf } from './mean-time.ts'
import type {
  FirstByte,
  HostFacts,
  LimitSecond,
  LoadFacts,
  PortFacts,
  TargetFacts,
  WorkerFacts,
} from './limit-second.ts'

/** A level counts when so large a share of the seconds had it at least: 3 of 5, so that one stall is none. */
const sustainedBy: Share = 0.6

/**
 * Some seconds taken together. Counts are sums, mean rates are per second; levels are what 3 of 5 of the seconds reached. Undefined
 * = none of them tells.
 */
export interface LimitSummary {
  readonly seconds: number
  readonly model: LoadModel
  readonly load: number
  /** Seconds that do not tell count what was offered in them; undefined when none tells. */
  readonly asked: number | undefined
  readonly offered: number
  readonly started: number
  readonly good: number
  readonly failed: number
  readonly dropped: number
  /** On average while there were VUs: at the end of a run the last second has none left. */
  readonly inFlight: number
  /** How fast what is inside grew, beyond what a load that grows puts inside by Little's law; per second. */
  readonly growth: PerSecond
  /** The most there were at once. */
  readonly users: number
  readonly userCap: number
  readonly requests: number
  readonly failedRequests: number
  readonly withoutPort: number
  readonly withoutFile: number
  readonly firstByte: FirstByte | undefined
  /** Mean of the whole requests, and of the iterations that ended; undefined: not known. */
  readonly requestTime: Millis | undefined
  readonly iterationTime: Millis | undefined
  readonly startLag: { readonly p50: Millis; readonly p99: Millis } | undefined
  readonly isPlateau: boolean
  readonly host: HostLevels
}

export interface HostLevels extends Omit<HostFacts, 'workers' | 'link'> {
  /** Of the busiest worker. */
  readonly loop: Share | undefined
  readonly delayP99: Millis | undefined
  readonly readDelay: Millis | undefined
  readonly starved: Share | undefined
  readonly gc: Share | undefined
  readonly heap: Share | undefined
  readonly workers: number
  /** CPU of all workers together, in cores. */
  readonly workerCpu: number | undefined
  readonly link: { readonly name: string; readonly used: Share } | undefined
}

/** Undefined when there is nothing to sum up: no second, or only paused ones. */
export function summarize(all: readonly LimitSecond[]): LimitSummary | undefined {
  const seconds = all.filter(({ load }) => load.pausedFor === 0)
  const [first, last] = [seconds[0], seconds.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const loads = seconds.map(({ load }) => load)
  const total = (of: (load: LimitSecond['load']) => number): number => sum(loads.map(of))
  const length = sum(seconds.map(secondsOf))
  return {
    seconds: length,
    model: last.load.model,
    load: last.load.load,
    asked: loads.some(({ asked }) => asked !== undefined) ? total(({ asked, offered }) => asked ?? offered) : undefined,
    offered: total(({ offered }) => offered),
    started: total(({ started }) => started),
    good: total(({ good }) => good),
    failed: total(({ failed }) => failed),
    dropped: total(({ dropped }) => dropped),
    inFlight: meanInFlight(loads),
    growth: seconds.length < 2 ? 0 : growthOf(seconds) / (length - secondsOf(first)),
    users: Math.max(...loads.map(({ users }) => users)),
    userCap: last.load.userCap,
    requests: total(({ requests }) => requests),
    failedRequests: total(({ failedRequests }) => failedRequests),
    withoutPort: total(({ withoutPort }) => withoutPort),
    withoutFile: total(({ withoutFile }) => withoutFile),
    requestTime: meanTimeOf(loads.map(({ requestTime, requests }) => [requestTime, requests])),
    iterationTime: meanTimeOf(loads.map(({ iterationTime, good, failed }) => [iterationTime, good + failed])),
    firstByte: firstByteOf(loads.flatMap(({ firstByte }) => firstByte ?? [])),
    startLag: lagOf(loads.flatMap(({ startLag }) => startLag ?? [])),
    isPlateau: last.load.isPlateau === true,
    host: hostOf(seconds.map(({ host }) => host)),
  }
}

function meanInFlight(loads: readonly LoadFacts[]): number {
  const populated = loads.filter(({ users }) => users > 0)
  return populated.length === 0 ? 0 : sum(populated.map(({ inFlight }) => inFlight)) / populated.length
}

function growthOf(seconds: readonly LimitSecond[]): number {
  const loads = seconds.map(({ load }) => load)
  const [first, last] = [loads[0], loads.at(-1)]
  if (first === undefined || last === undefined) return 0
  const completed = sum(loads.map(({ good, failed }) => good + failed))
  const throughput = completed / sum(seconds.map(secondsOf))
  const inside = throughput > 0 ? meanInFlight(loads) / throughput : 0
  return last.inFlight - first.inFlight - Math.max(0, last.load - first.load) * inside
}

/** What 3 of 5 of the values reach. */
const sustained = (values: readonly (number | undefined)[]): number | undefined =>
  quantile(
    values.filter((value) => value !== undefined),
    1 - sustainedBy,
  )

const middle = (values: readonly number[]): number => quantile(values, 0.5) ?? 0

function firstByteOf(all: readonly FirstByte[]): FirstByte | undefined {
  if (all.length === 0) return undefined
  return {
    count: sum(all.map(({ count }) => count)),
    min: middle(all.map(({ min }) => min)),
    p50: middle(all.map(({ p50 }) => p50)),
  }
}

function lagOf(all: readonly { p50: Millis; p99: Millis }[]): LimitSummary['startLag'] {
  const [p50, p99] = [sustained(all.map((lag) => lag.p50)), sustained(all.map((lag) => lag.p99))]
  return p50 === undefined || p99 === undefined ? undefined : { p50, p99 }
}

function hostOf(all: readonly HostFacts[]): HostLevels {
  const level = (of: (host: HostFacts) => number | undefined): number | undefined => sustained(all.map(of))
  const worst = (of: (worker: WorkerFacts) => number | undefined): number | undefined =>
    level(({ workers = [] }) => greatest(workers.map(of)))
  return {
    cpu: level(({ cpu }) => cpu),
    isShared: all.at(-1)?.isShared,
    cores: all.at(-1)?.cores,
    steal: level(({ steal }) => steal),
    processCpu: level(({ processCpu }) => processCpu),
    cpuPressure: level(({ cpuPressure }) => cpuPressure),
    throttled: level(({ throttled }) => throttled),
    memoryAvailable: all.at(-1)?.memoryAvailable,
    swappedIn: level(({ swappedIn }) => swappedIn),
    retransmitted: level(({ retransmitted }) => retransmitted),
    conntrack: level(({ conntrack }) => conntrack),
    loop: worst(({ utilisation }) => utilisation),
    delayP99: worst(({ delayP99 }) => delayP99),
    readDelay: worst(({ readDelay }) => readDelay),
    starved: worst(({ starved }) => starved),
    gc: worst(({ gc }) => gc),
    heap: worst(({ heap }) => heap),
    workers: all.at(-1)?.workers?.length ?? 0,
    workerCpu: level(({ workers = [] }) => totalOf(workers.map(({ cpu }) => cpu))),
    listenOverflows: totalOf(all.map(({ listenOverflows }) => listenOverflows)),
    files: lastKnown(all.map(({ files }) => files)),
    ports: fullest(all.flatMap(({ ports }) => ports ?? [])),
    link: linkOf(all),
    target: targetOf(all.flatMap(({ target }) => target ?? [])),
  }
}

const lastKnown = <T>(all: readonly (T | undefined)[]): T | undefined => all.findLast((value) => value !== undefined)

function totalOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : sum(known)
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

const fullest = (all: readonly PortFacts[]): PortFacts | undefined =>
  all.toSorted((a, b) => b.used / b.range - a.used / a.range)[0]

function linkOf(all: readonly HostFacts[]): HostLevels['link'] {
  const links = all.flatMap(({ link }) => link ?? [])
  const used = sustained(links.map((link) => link.used))
  const name = links.at(-1)?.name
  return used === undefined || name === undefined ? undefined : { name, used }
}

function targetOf(all: readonly TargetFacts[]): TargetFacts | undefined {
  if (all.length === 0) return undefined
  return {
    name: all.at(-1)?.name,
    cpu: sustained(all.map(({ cpu }) => cpu)),
    busiestThread: sustained(all.map(({ busiestThread }) => busiestThread)),
    starved: sustained(all.map(({ starved }) => starved)),
  }
}
