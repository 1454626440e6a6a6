import type { UtilisationReport } from '../../analysis/utilisation/utilisation-report.ts'
import type { TargetStore } from './watch-target.ts'

/** What of the target goes into the result; undefined when nothing is known of it. Demands in ms of the resource for each request. */
export function targetResult({ readings, utilisation }: TargetStore): object | undefined {
  const report = utilisation.get()
  const endpoints = readings.get()
  if (report === undefined && endpoints.length === 0) return undefined
  return {
    endpoints: endpoints.map(({ source, problem, resources, series }) => ({ source, problem, resources, series })),
    utilisation: report === undefined ? null : utilisationResult(report),
  }
}

const utilisationResult = ({ laws, bottleneck, next, overProvisioned, conclusion }: UtilisationReport): object => ({
  conclusion,
  bottleneck: bottleneck?.name ?? null,
  next: next?.name ?? null,
  overProvisioned: overProvisioned.map(({ law, factor }) => ({ name: law.name, factor })),
  resources: laws.map(({ name, kind, demand, background, rSquared, highest, binds }) => ({
    name,
    kind,
    demandMs: demand.value * 1000,
    demandErrorMs: demand.se * 1000,
    background,
    rSquared,
    highest,
    bindsAt: binds ?? null,
  })),
})
