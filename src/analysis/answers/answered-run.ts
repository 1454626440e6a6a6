import type { Millis, PerSecond } from '../../base/units.ts'
import type { Capacity, Limit } from '../capacity.ts'
import type { TestPlan } from '../load-test/test-plan.ts'
import type { TestView } from '../load-test/test-view.ts'
import type { ResourceLaw } from '../utilisation/resource-law.ts'

/** What a resource of the target has to do with the load. */
export type ResourceFacts = Pick<ResourceLaw, 'name' | 'kind' | 'background' | 'rSquared'> & {
  readonly demandMs: Millis
  readonly bindsAt: PerSecond | null
}

/** A recorded run, as far as the eight questions are about it. */
export interface AnsweredRun {
  /** Names it where it is cited. */
  readonly name: string
  /** What was run: a script, a model, a URL. */
  readonly work: string
  readonly labels: Readonly<Record<string, string>>
  readonly test: Pick<TestView, 'plan' | 'workloads' | 'verdict'> | undefined
  readonly capacity: Capacity | undefined
  readonly resources: readonly ResourceFacts[]
  /** By how much each could be smaller. */
  readonly overProvisioned: readonly { readonly name: string; readonly factor: number }[]
}

/** How many instances answered: `--label instances=4`, less those of `--label down=1`. One when nothing says it. */
export function instancesUp({ labels }: AnsweredRun): number {
  const [all, down] = [Number(labels['instances'] ?? 1), Number(labels['down'] ?? 0)]
  return Number.isInteger(all) && Number.isInteger(down) && all - down >= 1 ? all - down : 1
}

export const isDegraded = ({ labels }: AnsweredRun): boolean => Number(labels['down'] ?? 0) > 0

export type TestedRun = AnsweredRun & { readonly test: NonNullable<AnsweredRun['test']> }
const isTested = (run: AnsweredRun): run is TestedRun => run.test !== undefined

/** Tests of one kind that have a verdict, the newest last. `undefined`: a model as it stands. */
export const testsOf = (runs: readonly AnsweredRun[], ...kinds: readonly TestPlan['profile'][]): readonly TestedRun[] =>
  runs.filter(isTested).filter(({ test }) => kinds.includes(test.plan.profile))

/** A run that says how much the target carries. */
export interface KnownCapacity {
  readonly run: AnsweredRun
  readonly up: number
  readonly limit: Limit
  /** The lower end of what it carries, and for a limit that was reached the upper. */
  readonly low: PerSecond
  readonly high: PerSecond | undefined
}

/** Of arrivals; what was found in VUs is no rate of arrivals, but its goodput is one all the same. */
export function capacitiesOf(runs: readonly AnsweredRun[]): readonly KnownCapacity[] {
  return runs.flatMap((run) => {
    const limit = run.capacity?.capacity
    if (limit === undefined) return []
    const found = limit.kind === 'found'
    return [
      { run, up: instancesUp(run), limit, low: found ? limit.low : limit.value, high: found ? limit.high : undefined },
    ]
  })
}

/** What was found counts before what was only seen; of the former the newest, of the latter the most. */
export function bestCapacity(known: readonly KnownCapacity[]): KnownCapacity | undefined {
  return known.findLast(({ high }) => high !== undefined) ?? known.toSorted((a, b) => b.low - a.low)[0]
}

/** The target load that the tests state; the newest says it. */
export const targetOf = (runs: readonly AnsweredRun[]): PerSecond | undefined =>
  runs.findLast((run) => run.test !== undefined)?.test?.plan.target

/** Labels that say how much of it there was, not how it was set. */
const amounts: ReadonlySet<string> = new Set(['instances', 'down'])

/** Settings: labels with more than one value among the runs. */
export function settingsIn(runs: readonly AnsweredRun[]): readonly string[] {
  const names = new Set(runs.flatMap(({ labels }) => Object.keys(labels)).filter((name) => !amounts.has(name)))
  return [...names].filter((name) => new Set(runs.flatMap(({ labels }) => labels[name] ?? [])).size > 1)
}
