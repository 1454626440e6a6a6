import type { ReportData, Timeline } from '../report-data.ts'

const at = [500, 1500, 2500]
const same = (value: number): readonly number[] => at.map(() => value)

const timeline: Timeline = {
  at,
  secondsPerPair: 1,
  offered: same(10),
  achieved: same(10),
  good: same(10),
  dropped: same(0),
  interrupted: same(0),
  failedRequests: same(0),
  vus: same(5),
  inFlight: same(1),
  p50: same(20),
  p95: same(30),
  p99: same(40),
  p95FromDue: at.map(() => undefined),
  startLagP99: same(1),
  loop: same(0.2),
  pauses: [],
}

/** What a run of three quiet seconds comes to. */
export const quietRun: ReportData = {
  run: {
    id: '20261128-120000-abcd',
    command: 'run',
    target: 'shop.js',
    startedAt: '2026-11-28T12:00:00.000Z',
    duration: 3000,
    paused: 0,
    program: '0.1.0',
    labels: { build: '7' },
    threads: 1,
    damaged: 0,
  },
  answers: [],
  verdict: {
    exitCode: 0,
    capacity: undefined,
    capacityFrom: 'run',
    limit: { verdict: 'none', confidence: 'high', evidence: [], next: 'more load' },
  },
  totals: {
    offered: 30,
    started: 30,
    achieved: 30,
    good: 30,
    dropped: 0,
    interrupted: 0,
    requests: 30,
    failedRequests: 0,
  },
  curve: { model: 'open', holds: [], seconds: [{ load: 10, good: 10 }], fitted: [], notes: [] },
  timeline,
  latency: { of: 'requests', all: { count: 30, p50: 20, p95: 30, p99: 40 }, max: 41 },
  heatmap: { columns: [0, 1000, 2000, 3000], rows: [10, 50], cells: [[0, 0, 30]] },
  scenarios: [],
  requests: [],
  balances: [],
  checks: [],
  thresholds: [],
  problems: [],
  events: { shown: [], lines: [], leftOut: 0 },
  host: {
    facts: { cpus: 2 },
    at: [],
    cpu: [],
    kneepointCpu: [],
    targetCpu: [],
    steal: [],
    memory: [],
    cpuSeconds: 1,
  },
}
