import type { FlagName } from './limit-reading.ts'
import type { LimitSummary } from './summary.ts'

/** From where on a level is close to its limit, and over it (saturation.md 5.1). */
export interface FlagLimit {
  /** Undefined = not known. */
  readonly level: (summary: LimitSummary) => number | undefined
  readonly warn: number
  readonly hard: number
}

/** Lag is compared with the answers too: 5 % of them nobody notices, 10 % is no error of measurement any more. */
const lagBeside = (share: number, { startLag, firstByte }: LimitSummary): number | undefined =>
  startLag === undefined ? undefined : startLag.p99 - share * (firstByte?.p50 ?? 0)

const worstLag = (summary: LimitSummary): number | undefined =>
  (summary.startLag?.p99 ?? 0) < 25 ? lagBeside(0.05, summary) : lagBeside(0.1, summary)

const droppedOf = ({ dropped, started }: LimitSummary): number | undefined =>
  dropped + started === 0 ? undefined : dropped / (dropped + started)

/** Arrivals are dropped for want of VUs when most are busy on average; else many came at once, after a stall of the generator. */
const areVusBusy = ({ inFlight, users }: LimitSummary): boolean => inFlight >= 0.6 * users

/** 1 = all of them, as the kernel has refused one. */
const usedUp = (refused: number, used: number | undefined): number | undefined => (refused > 0 ? 1 : used)

export const flagLimits: Readonly<Record<FlagName, FlagLimit>> = {
  'start-lag': { level: worstLag, warn: 5, hard: 25 },
  'not-started': {
    level: ({ asked, offered, model }) =>
      asked === undefined || model === 'closed' || asked - offered < 3 ? undefined : 1 - offered / asked,
    warn: 0.005,
    hard: 0.02,
  },
  vus: { level: (summary) => (areVusBusy(summary) ? droppedOf(summary) : undefined), warn: 0.005, hard: 0.02 },
  stalls: { level: (summary) => (areVusBusy(summary) ? undefined : droppedOf(summary)), warn: 0.005, hard: 0.02 },
  ports: {
    level: ({ withoutPort, host: { ports } }) => usedUp(withoutPort, ports && ports.used / ports.range),
    warn: 0.6,
    hard: 0.8,
  },
  files: {
    level: ({ withoutFile, host: { files } }) => usedUp(withoutFile, files && files.open / files.limit),
    warn: 0.7,
    hard: 0.9,
  },
  loop: { level: ({ host }) => host.loop, warn: 0.7, hard: 0.85 },
  'loop-delay': { level: ({ host }) => host.delayP99, warn: 20, hard: 50 },
  'process-cpu': {
    level: ({ host: { processCpu, cores } }) =>
      processCpu === undefined || cores === undefined ? undefined : processCpu / cores,
    warn: 0.7,
    hard: 0.85,
  },
  garbage: { level: ({ host }) => host.gc, warn: 0.05, hard: 0.1 },
  heap: { level: ({ host }) => host.heap, warn: 0.85, hard: 0.95 },
  starved: { level: ({ host }) => host.starved, warn: 0.1, hard: 0.25 },
  throttled: { level: ({ host }) => host.throttled, warn: Number.MIN_VALUE, hard: 0.05 },
  'host-cpu': { level: ({ host }) => host.cpu, warn: 0.8, hard: 0.92 },
  'cpu-pressure': { level: ({ host }) => host.cpuPressure, warn: 0.2, hard: 0.4 },
  steal: { level: ({ host }) => host.steal, warn: 0.02, hard: 0.05 },
  memory: {
    level: ({ host: { memoryAvailable } }) => (memoryAvailable === undefined ? undefined : 1 - memoryAvailable),
    warn: 0.9,
    hard: 0.95,
  },
  swap: { level: ({ host }) => host.swappedIn, warn: 1, hard: 1 << 20 },
  conntrack: { level: ({ host }) => host.conntrack, warn: 0.8, hard: 0.95 },
  link: { level: ({ host }) => host.link?.used, warn: 0.7, hard: 0.9 },
  retransmits: { level: ({ host }) => host.retransmitted, warn: 0.01, hard: 0.03 },
  'listen-queue': { level: ({ host }) => host.listenOverflows, warn: 1, hard: 10 },
}
