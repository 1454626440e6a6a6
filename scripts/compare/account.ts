import type { SeenRequest } from '../../test/support/echo-server.ts'
import type { GroupSeen } from '../../test/support/programs.ts'
import type { ScriptRun } from '../../test/support/run-script.ts'

/** What can be laid side by side of two runs of one script. */
export interface Account {
  readonly exitCode: number
  /** How often, by method and path. */
  readonly requests: ReadonlyMap<string, number>
  /** `passes/fails`, by path. */
  readonly checks: ReadonlyMap<string, string>
  readonly groups: ReadonlySet<string>
  readonly metrics: ReadonlySet<string>
}

export interface Difference {
  readonly what: string
  readonly k6: string
  readonly kneepoint: string
}

/** Of runs that last for a time, not for a number of iterations, counts may differ by this share. */
const TOLERANCE = 0.25

export function accountOf(ran: ScriptRun, seen: readonly SeenRequest[]): Account {
  const requests = new Map<string, number>()
  for (const { method, path } of seen) {
    const key = `${method} ${path}`
    requests.set(key, (requests.get(key) ?? 0) + 1)
  }
  const all = groupsIn(ran.root)
  return {
    exitCode: ran.exitCode,
    requests,
    checks: new Map(
      all.flatMap(({ path, checks }) =>
        checks.map(({ name, passes, fails }) => [`${path}::${name}`, `${passes}/${fails}`] as const),
      ),
    ),
    groups: new Set(all.map(({ path }) => path)),
    metrics: new Set(Object.keys(ran.metrics)),
  }
}

const groupsIn = (group: GroupSeen): GroupSeen[] => [group, ...group.groups.flatMap(groupsIn)]

/** `isTimed`: the script runs for a time. */
export function differences(k6: Account, kneepoint: Account, isTimed: boolean): Difference[] {
  const exitCodes = { what: 'exit code', k6: String(k6.exitCode), kneepoint: String(kneepoint.exitCode) }
  return [
    ...(k6.exitCode === kneepoint.exitCode ? [] : [exitCodes]),
    ...differentCounts(k6.requests, kneepoint.requests, isTimed),
    ...(isTimed ? [] : differentTexts('check', k6.checks, kneepoint.checks)),
    ...differentNames('group', k6.groups, kneepoint.groups),
    ...differentNames('metric', k6.metrics, kneepoint.metrics),
  ]
}

function differentCounts(
  k6: ReadonlyMap<string, number>,
  kneepoint: ReadonlyMap<string, number>,
  isTimed: boolean,
): Difference[] {
  return [...new Set([...k6.keys(), ...kneepoint.keys()])].flatMap((what) => {
    const [there, here] = [k6.get(what) ?? 0, kneepoint.get(what) ?? 0]
    const allowed = isTimed ? Math.ceil(Math.max(there, here) * TOLERANCE) : 0
    return Math.abs(there - here) <= allowed ? [] : [{ what, k6: String(there), kneepoint: String(here) }]
  })
}

const differentTexts = (
  kind: string,
  k6: ReadonlyMap<string, string>,
  kneepoint: ReadonlyMap<string, string>,
): Difference[] =>
  [...new Set([...k6.keys(), ...kneepoint.keys()])]
    .filter((name) => k6.get(name) !== kneepoint.get(name))
    .map((name) => ({
      what: `${kind} ${name}`,
      k6: k6.get(name) ?? 'none',
      kneepoint: kneepoint.get(name) ?? 'none',
    }))

const differentNames = (kind: string, k6: ReadonlySet<string>, kneepoint: ReadonlySet<string>): Difference[] =>
  [...k6.symmetricDifference(kneepoint)].map((name) => ({
    what: `${kind} ${name}`,
    k6: k6.has(name) ? 'there' : 'none',
    kneepoint: kneepoint.has(name) ? 'there' : 'none',
  }))
