import type { ServiceBalance } from '../../analysis/balance/judge-balance.ts'
import type { BackendView } from '../../engine/api.ts'
import type { BackendNaming } from '../../engine/config/run-config.ts'

/** What of the balance goes into the result; undefined when nothing answered. Counts of backends are of the whole run, tests since
 * the backends last changed. */
export function balanceResult(
  naming: BackendNaming | undefined,
  backends: readonly BackendView[],
  balances: readonly ServiceBalance[],
): object | undefined {
  if (backends.length === 0) return undefined
  const services = Map.groupBy(backends, ({ service }) => service)
  return {
    by: naming ?? 'address',
    services: Array.from(services, ([service, own]) => ({
      service,
      ...judgementOf(balances.find((balance) => balance.service === service)),
      backends: own.map((backend) => rowOf(backend, own)),
    })),
  }
}

function judgementOf(balance: ServiceBalance | undefined): object {
  if (balance === undefined) return {}
  const { kind, conclusion, notes, next, isSticky, answers, connections } = balance
  const tests = { answers: answers ?? null, connections: connections ?? null }
  return { kind, conclusion, notes, next: next ?? null, connectionsStay: isSticky ?? null, tests }
}

function rowOf(backend: BackendView, own: readonly BackendView[]): object {
  const { name, answers, failures, connections, stays, firstAt, lastAt } = backend
  const all = own.reduce((sum, each) => sum + each.answers, 0)
  return { name, answers, share: answers / all, failures, connections, stays, firstAt, lastAt }
}
