import type { HostFacts, LimitContext, LimitSecond, LoadFacts, WorkerFacts } from '../limit-second.ts'

/** An open load of 400/s that comes back whole after 20 ms. */
const quietLoad: LoadFacts = {
  model: 'open',
  load: 400,
  asked: 400,
  offered: 400,
  started: 400,
  good: 400,
  failed: 0,
  dropped: 0,
  inFlight: 8,
  users: 200,
  userCap: 200,
  requests: 400,
  failedRequests: 0,
  withoutPort: 0,
  withoutFile: 0,
  firstByte: { count: 400, min: 19, p50: 20 },
  startLag: { p50: 0.5, p99: 1.2 },
  pausedFor: 0,
}

/** A worker at a third of its time, reading at once. */
const quietWorker: WorkerFacts = {
  id: 0,
  utilisation: 0.3,
  readDelay: 0.1,
  delayP99: 2,
  cpu: 0.28,
  starved: 0.01,
  gc: 0.01,
  heap: 0.2,
}

const quietHost: HostFacts = {
  cpu: 0.4,
  cores: 2,
  steal: 0,
  processCpu: 0.5,
  cpuPressure: 0.03,
  workers: [quietWorker],
  files: { open: 60, limit: 20_000 },
  ports: { destination: '127.0.0.1:8080', used: 200, range: 28_232 },
  memoryAvailable: 0.6,
  isShared: true,
}

export interface SecondChange {
  readonly load?: Partial<LoadFacts>
  readonly host?: Partial<HostFacts>
  readonly worker?: Partial<WorkerFacts>
}

/** The quiet second with what a test wants different. */
export const secondAt = (at: number, { load, host, worker }: SecondChange = {}): LimitSecond => ({
  from: at * 1000,
  to: (at + 1) * 1000,
  load: { ...quietLoad, ...load },
  host: { ...quietHost, workers: [{ ...quietWorker, ...worker }], ...host },
})

/** Five of them, in a row. */
export const fiveOf = (change: SecondChange = {}): readonly LimitSecond[] =>
  [0, 1, 2, 3, 4].map((at) => secondAt(at, change))

/** The target without load answered after 20 ms. */
export const knownTarget: LimitContext = {
  unloaded: { p50: 20, min: 19, errorShare: 0 },
  tolerance: 0.02,
  ceiling: undefined,
}
