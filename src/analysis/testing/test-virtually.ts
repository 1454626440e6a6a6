import type { Millis } from '../../base/units.ts'
import { configureModel } from '../../targets/models.ts'
import type { GivenParams } from '../../targets/options.ts'
import type { TestTick } from '../load-test/test-second.ts'
import { lengthOf, type TestPlan, zoneAt } from '../load-test/test-plan.ts'
import type { TestView } from '../load-test/test-view.ts'
import { TestWatch } from '../load-test/test-watch.ts'
import type { Observation } from '../observation.ts'
import { VirtualLoad, type VirtualSetup } from './virtual-load.ts'

export interface VirtualTest {
  readonly view: TestView
  /** When, after the load was back, the target would have answered as if fresh; undefined: not by the end. */
  readonly backAfter: Millis | undefined
}

/** Runs a test against a simulated target in virtual time; `until` cuts it off. */
export function testVirtually(
  target: string,
  params: GivenParams,
  plan: TestPlan,
  given: { readonly setup?: Partial<VirtualSetup>; readonly until?: Millis } = {},
): VirtualTest {
  const load = new VirtualLoad({
    arrivals: { kind: 'even' },
    seed: 1,
    tick: 250,
    maxInFlight: 5000,
    clientTimeout: 60_000,
    ...given.setup,
    model: configureModel(target, params),
  })
  const watch = new TestWatch(plan)
  const delays: Delay[] = []
  let observed: Observation[] = []
  let asked = -1
  while (load.now < Math.min(lengthOf(plan), given.until ?? Infinity)) {
    const wanted = loadAt(plan, load.now)
    if (wanted !== asked) load.setLoad((asked = wanted))
    const seen = load.observe()
    watch.tick(tickOf(seen))
    delays.push({ at: load.now, delay: delayOf(load) })
    observed.push(seen)
    if (observed.length < 4) continue
    watch.second(secondOf(observed, plan))
    observed = []
  }
  return { view: watch.read(), backAfter: backAfter(plan, delays) }
}

function loadAt(plan: TestPlan, at: Millis): number {
  const zone = zoneAt(plan, at)
  if (zone === undefined) return 0
  const { from, to, begin, end } = zone
  return plan.target * (begin + ((end - begin) * (at - from)) / (to - from))
}

const tickOf = ({ from, to, good, failed, response }: Observation): TestTick => ({
  from,
  to,
  good,
  failed,
  p95: response?.p95,
})

function secondOf(observed: readonly Observation[], { workloads }: TestPlan) {
  const total = (of: (one: Observation) => number): number => observed.reduce((sum, one) => sum + of(one), 0)
  const [good, failed, dropped] = [total(({ good }) => good), total(({ failed }) => failed), total((o) => o.dropped)]
  const responses = good + failed
  const counts = {
    offered: total(({ started }) => started) + dropped,
    achieved: responses,
    good,
    dropped,
    responses,
    responseTime: total(({ iterationTime = 0 }) => iterationTime),
  }
  const middle = observed[1]?.response
  return {
    from: observed[0]?.from ?? 0,
    to: observed.at(-1)?.to ?? 0,
    workloads: new Map([[workloads[0]?.name ?? 'all', counts]]),
    p50: middle?.p50,
    p95: middle?.p95,
    cpu: undefined,
    memory: undefined,
    memoryLimit: undefined,
  }
}

interface Delay {
  readonly at: Millis
  readonly delay: Millis
}

/** What a request would wait now that came, beside the service time of 20 ms at 400/s that all these targets have when fresh. */
function delayOf({ state, capacityNow = Infinity }: VirtualLoad): Millis {
  return (1000 * (state.queued + FRESH.servers)) / capacityNow - FRESH.serviceTime
}

export const FRESH = { servers: 8, serviceTime: 20 } as const

/** What `findRecovery` allows for noise. */
const NOISE: Millis = 5

function backAfter({ zones }: TestPlan, delays: readonly Delay[]): Millis | undefined {
  const back = zones.find(({ kind }) => kind === 'recovery')?.from ?? 0
  const last = delays.findLastIndex(({ at, delay }) => at > back && delay > NOISE)
  const found = delays[last + 1]
  return found === undefined ? undefined : Math.max(0, found.at - back)
}
