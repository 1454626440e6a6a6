import type { SeriesDef } from './delta.ts'
import { CounterSink, type Sink, TrendSink } from './sink.ts'

/** Who answered: one of several that stand behind the same address. */
export interface BackendName {
  /** What was asked: scheme, host and port of the URL. */
  readonly service: string
  /** Empty: the answer did not say. */
  readonly backend: string
}

/** One key for a backend; `splitBackendKey` undoes it. Services hold no line breaks. */
export const backendKey = ({ service, backend }: BackendName): string => `${service}\n${backend}`

export function splitBackendKey(key: string): BackendName {
  const end = key.indexOf('\n')
  return { service: key.slice(0, end), backend: key.slice(end + 1) }
}

const METRICS = ['backend.duration', 'backend.failures', 'backend.connections', 'backend.stays'] as const
type BackendMetric = (typeof METRICS)[number]

const isBackendMetric = (metric: string): metric is BackendMetric => METRICS.some((known) => known === metric)

/** The tags that say what such samples are about. */
export const backendTagsOf = (metric: string): readonly string[] =>
  isBackendMetric(metric) ? ['service', 'backend'] : []

/** Which backend the samples of a series are about; undefined when they are about none. */
export function backendKeyOf({ metric, tags }: Pick<SeriesDef, 'metric' | 'tags'>): string | undefined {
  if (!isBackendMetric(metric)) return undefined
  const { service = '', backend = '' } = Object.fromEntries(tags)
  return backendKey({ service, backend })
}

/** How the answers of one backend went. */
export class BackendStats {
  /** http_req_duration of every answer. */
  readonly durations: TrendSink = new TrendSink()
  readonly failures: CounterSink = new CounterSink()
  /** Answers that were the first on their connection. */
  readonly connections: CounterSink = new CounterSink()
  /** Answers on a connection on which the one before came from this backend too. */
  readonly stays: CounterSink = new CounterSink()

  /** Where samples of a series add up. */
  sinks({ metric }: Pick<SeriesDef, 'metric'>): readonly Sink[] {
    if (!isBackendMetric(metric)) return []
    const sinks: Readonly<Record<BackendMetric, Sink>> = {
      'backend.duration': this.durations,
      'backend.failures': this.failures,
      'backend.connections': this.connections,
      'backend.stays': this.stays,
    }
    return [sinks[metric]]
  }

  merge(other: BackendStats): void {
    this.durations.merge(other.durations)
    this.failures.merge(other.failures)
    this.connections.merge(other.connections)
    this.stays.merge(other.stays)
  }
}
