import { formatDuration } from '../../../base/duration.ts'
import type { PerSecond } from '../../../base/units.ts'
import type { FieldReader } from '../field-reader.ts'
import { type ArrivalBase, perSecond, type ScenarioConfig } from '../scenario.ts'

/** k6 refuses more in ramping-vus: a typing mistake would eat the memory. */
export const mostVus = 100_000_000
/** With more a worker would do nothing but count what it drops. */
export const mostRate: PerSecond = 10_000_000

/** Refuses what no machine can do, in any executor. */
export function refuseExtremes(fields: FieldReader, config: ScenarioConfig): void {
  const values: Readonly<Record<string, unknown>> = { ...config }
  for (const field of ['vus', 'preAllocatedVUs', 'maxVUs']) {
    const vus = Number(values[field])
    if (fields.has(field) && vus > mostVus) fields.refuse(field, `must be at most ${mostVus}, got ${vus}`)
  }
  if ('timeUnit' in config) refuseRates(fields, config)
}

function refuseRates(fields: FieldReader, config: ArrivalBase & Partial<RateFields>): void {
  const rates: readonly (readonly [string, number | undefined])[] = [
    ['rate', config.rate],
    ['startRate', config.startRate],
    ...(config.stages ?? []).map(({ target }, index) => [`stages[${index}].target`, target] as const),
  ]
  for (const [field, rate = 0] of rates) {
    if (perSecond(rate, config.timeUnit) <= mostRate) continue
    fields.refuse(field, `must come to at most ${mostRate}/s, got ${rate} per ${formatDuration(config.timeUnit)}`)
  }
}

interface RateFields {
  readonly rate: number
  readonly startRate: number
  readonly stages: readonly { readonly target: number }[]
}
