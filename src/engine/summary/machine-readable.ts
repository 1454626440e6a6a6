import type { Millis } from '../../base/units.ts'
import { checkTotals } from './check-lines.ts'
import type { CheckCounts } from './group-tree.ts'
import { metricSections, shownMetrics } from './metric-lines.ts'
import type { MetricSummaries, MetricSummary } from './summary-data.ts'

interface NamedMetric {
  readonly name: string
  readonly type: MetricSummary['type']
  readonly contains: MetricSummary['contains']
  /** `null`: a statistic that `summaryTrendStats` does not ask for. */
  readonly values: Readonly<Record<string, number | null>>
}

/** k6's `--new-machine-readable-summary`, schema 1.0.0, with the keys that a real k6 writes (its schema has `generatedAt`). */
export interface MachineReadableSummary {
  readonly version: '1.0.0'
  readonly config: {
    /** In seconds. */
    readonly duration: number
    readonly execution: 'local'
    /** The text of the script. */
    readonly script?: string
  }
  readonly metadata: {
    /** ISO 8601. */
    readonly generated_at: string
    /** The version of k6 whose behaviour is followed. */
    readonly k6_version: string
  }
  readonly results: {
    readonly checks: { readonly metrics: readonly NamedMetric[]; readonly results: readonly CheckCounts[] }
    readonly metrics: readonly NamedMetric[]
  }
}

export interface MachineReadableInput {
  readonly metrics: MetricSummaries
  readonly checks: readonly CheckCounts[]
  readonly mode: 'compact' | 'full'
  readonly duration: Millis
  readonly script: string | undefined
  readonly generatedAt: Date
  readonly k6Version: string
}

export function machineReadableSummary(input: MachineReadableInput): MachineReadableSummary {
  const { metrics, checks, mode, duration, script, generatedAt, k6Version } = input
  const shown = metricSections(shownMetrics(metrics, mode)).flatMap(([, inSection]) => namedMetrics(inSection))
  const seconds = duration / 1000
  const totals = checks.length === 0 ? [] : namedMetrics(checkTotals(checks, seconds))
  const ofChecks = { metrics: totals, results: checks }
  return {
    version: '1.0.0',
    config: { duration: seconds, execution: 'local', ...(script === undefined ? {} : { script }) },
    metadata: { generated_at: generatedAt.toISOString(), k6_version: k6Version },
    results: { checks: ofChecks, metrics: shown },
  }
}

const namedMetrics = (metrics: MetricSummaries): readonly NamedMetric[] =>
  Object.entries(metrics).map(([name, metric]) => ({
    name,
    type: metric.type,
    contains: metric.contains,
    values: valuesOf(metric),
  }))

/** Names of the schema, and ours. */
const trendKeys = { avg: 'avg', max: 'max', med: 'med', min: 'min', p90: 'p(90)', p95: 'p(95)' }

/** The schema has other names for rates, no rate of counters, and six statistics of trends. */
function valuesOf({ type, values }: MetricSummary): NamedMetric['values'] {
  switch (type) {
    case 'counter':
      return { count: values['count'] ?? 0 }
    case 'gauge':
      return values
    case 'rate': {
      const { rate = 0, passes = 0, fails = 0 } = values
      return { matches: passes, rate, total: passes + fails }
    }
    case 'trend':
      return Object.fromEntries(Object.entries(trendKeys).map(([key, stat]) => [key, values[stat] ?? null]))
  }
}
