import { blockingHttp } from './blocking-http.ts'

type Callback = (...args: readonly unknown[]) => unknown

/** A VU as scripts see it. */
export interface BlockingVu {
  readonly id: number
  readonly scenario: string
  iteration: number
}

function check(value: unknown, conditions: Readonly<Record<string, unknown>>): boolean {
  let passed = true
  for (const condition of Object.values(conditions)) {
    const result = typeof condition === 'function' ? (condition as Callback)(value) : condition
    passed &&= Boolean(result)
  }
  return passed
}

class Metric {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  add(): boolean {
    return true
  }
}

const fail = (message: string): never => {
  throw new Error(message)
}

/** k6's modules for a run where time does not count: calls block, sleeping takes no time, nothing is measured. */
export function blockingModules(vu: BlockingVu): {
  load: (specifier: string) => Record<string, unknown>
  newIteration: () => void
} {
  const http = blockingHttp()
  const k6 = {
    check,
    fail,
    group: (_: string, run: Callback) => run(),
    sleep: () => undefined,
    randomSeed: () => undefined,
  }
  const tags: Record<string, string> = {}
  const execution = {
    vu: {
      idInTest: vu.id,
      idInInstance: vu.id,
      get iterationInScenario() {
        return vu.iteration
      },
      tags,
      metrics: { tags, metadata: {} },
    },
    scenario: { name: vu.scenario },
    instance: {},
    test: {},
  }
  const modules: Readonly<Record<string, Record<string, unknown>>> = {
    k6,
    'k6/http': http.members,
    'k6/execution': execution,
    'k6/metrics': { Counter: Metric, Gauge: Metric, Rate: Metric, Trend: Metric },
    'k6/data': {
      SharedArray: function SharedArray(_name: string, make: () => unknown[]) {
        return make()
      },
    },
  }
  const load = (specifier: string): Record<string, unknown> => {
    const found = modules[specifier]
    if (found === undefined) throw new Error(`no blocking fake of ${specifier}`)
    return { __esModule: true, ...found, default: found }
  }
  return { load, newIteration: http.newIteration }
}
