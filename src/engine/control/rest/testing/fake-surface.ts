import { createStore, type WritableStore } from '../../../../base/store.ts'
import type { Command, RunEvent, RunHandle, RunOutcome, RunSnapshot, ScenarioView } from '../../../api.ts'
import type { RunReadings, SetupDesk } from '../readings.ts'

const noSample = { count: 0, p50: undefined, p95: undefined, p99: undefined }

const scenario = (name: string, more: Partial<ScenarioView>): ScenarioView => ({
  name,
  executor: 'constant-arrival-rate',
  model: 'open',
  startsAt: 0,
  endsAt: undefined,
  plan: [{ at: 0, load: 5 }],
  course: [{ at: 0, load: 5 }],
  state: 'running',
  load: 5,
  planned: 5,
  overridden: false,
  offered: undefined,
  achieved: undefined,
  good: undefined,
  vusBusy: 0,
  vusAllocated: 3,
  vusActive: 3,
  vusMax: 10,
  inFlight: 0,
  latency: noSample,
  errorShare: undefined,
  dropped: 0,
  checkShare: undefined,
  iterations: 0,
  ...more,
})

const snapshot: RunSnapshot = {
  target: 'http://127.0.0.1:1/',
  phase: { kind: 'running' },
  elapsed: 1000,
  paused: 0,
  pausedSince: undefined,
  rampMs: 0,
  plannedEnd: undefined,
  scenarios: [scenario('browse', {}), scenario('users', { executor: 'externally-controlled', model: 'closed' })],
  users: [],
  workers: [],
  connections: [],
  windows: [],
  totals: {
    offered: 0,
    started: 0,
    achieved: 0,
    good: 0,
    dropped: 0,
    interrupted: 0,
    requests: 0,
    failedRequests: 0,
  },
  requests: [],
  backends: [],
  checks: [],
  events: [],
  lines: [],
  lineCount: 0,
  problems: [],
  thresholds: [],
}

/** A run that only remembers what it was told, and refuses whatever is about the scenario `nowhere`. */
export class FakeRun implements RunHandle {
  readonly snapshots: WritableStore<RunSnapshot> = createStore(snapshot)
  readonly ticks: RunHandle['ticks'] = createStore([])
  readonly sent: Command[] = []
  readonly #outcome = Promise.withResolvers<RunOutcome>()
  readonly finished: Promise<RunOutcome> = this.#outcome.promise

  readonly send: RunHandle['send'] = (command) => {
    this.sent.push(command)
    if ('scenario' in command && command.scenario === 'nowhere') {
      return { accepted: false, said: "there is no scenario 'nowhere'" }
    }
    return { accepted: true, said: `did ${command.type}` }
  }

  readonly summarySoFar = (): string => 'summary so far'

  patch(change: Partial<RunSnapshot>): void {
    this.snapshots.set({ ...this.snapshots.get(), ...change })
  }

  happen(...events: RunEvent[]): void {
    this.patch({ events: [...this.snapshots.get().events, ...events] })
  }

  finish(exitCode: number): void {
    this.#outcome.resolve({ exitCode, summary: '' })
  }
}

export const readings: RunReadings = {
  metrics: () => [
    { name: 'http_reqs', type: 'counter', contains: 'default', tainted: null, sample: { count: 6, rate: 2 } },
    {
      name: 'http_reqs{status:200}',
      type: 'counter',
      contains: 'default',
      tainted: true,
      sample: { count: 5, rate: 1.5 },
    },
  ],
  groups: () => ({
    id: 'root',
    path: '',
    name: '',
    checks: [],
    groups: [
      {
        id: 'inner',
        path: '::cart',
        name: 'cart',
        groups: [],
        checks: [{ id: 'check', path: '::cart::is 200', name: 'is 200', passes: 4, fails: 1 }],
      },
    ],
  }),
  vusInitialized: () => 12,
  isStopped: () => false,
}

/** Keeps what it is given. */
export function fakeSetup(): SetupDesk & { readonly calls: string[] } {
  const calls: string[] = []
  let data: string | undefined = '{"token":"abc"}'
  return {
    calls,
    data: () => data,
    replace: (json) => {
      data = json
    },
    setup: async () => {
      calls.push('setup')
    },
    teardown: async () => {
      calls.push('teardown')
    },
  }
}
