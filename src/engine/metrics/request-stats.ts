import type { SeriesDef } from './delta.ts'
import { CounterSink, RateSink, type Sink, TrendSink } from './sink.ts'

/** Requests are told apart by these: the method, and the name they have on screen (their URL, if the script gives none). */
export interface RequestName {
  readonly method: string
  readonly name: string
}

/** One key for a kind of request; `splitRequestKey` undoes it. Methods hold no line breaks. */
export const requestKey = ({ method, name }: RequestName): string => `${method}\n${name}`

export function splitRequestKey(key: string): RequestName {
  const end = key.indexOf('\n')
  return { method: key.slice(0, end), name: key.slice(end + 1) }
}

/** Names beyond these are counted together: a script that puts an id into every name must not fill the memory. */
export const MOST_REQUEST_NAMES = 500
export const OTHER_REQUESTS: string = requestKey({ method: '', name: '(other names)' })

const METRICS = ['http_reqs', 'http_req_failed', 'http_req_duration', 'http_response_bytes'] as const
type RequestMetric = (typeof METRICS)[number]

const isRequestMetric = (metric: string): metric is RequestMetric => METRICS.some((known) => known === metric)

/** The tags that say what such samples are about. */
export function requestTagsOf(metric: string): readonly string[] {
  if (!isRequestMetric(metric)) return []
  return metric === 'http_reqs' ? ['method', 'name', 'url', 'status'] : ['method', 'name', 'url']
}

/** Which kind of request the samples of a series are about; undefined when they are about none. */
export function requestKeyOf({ metric, tags }: Pick<SeriesDef, 'metric' | 'tags'>): string | undefined {
  if (!isRequestMetric(metric)) return undefined
  const { method = '', name, url = '' } = Object.fromEntries(tags)
  return requestKey({ method, name: name ?? url })
}

/** How the requests of one name went. */
export class RequestStats {
  readonly requests: CounterSink = new CounterSink()
  /** Those that are judged: passes = failed ones. */
  readonly failures: RateSink = new RateSink()
  /** http_req_duration. */
  readonly durations: TrendSink = new TrendSink()
  /** Bytes of responses, headers included. */
  readonly received: CounterSink = new CounterSink()
  /** Requests by the status of their response; `0`: there was none. */
  readonly statuses: Map<string, CounterSink> = new Map()

  /** Where samples of a series add up. */
  sinks({ metric, tags }: Pick<SeriesDef, 'metric' | 'tags'>): readonly Sink[] {
    if (!isRequestMetric(metric)) return []
    switch (metric) {
      case 'http_reqs':
        return [this.requests, this.status(tags.find(([key]) => key === 'status')?.[1] ?? '')]
      case 'http_req_failed':
        return [this.failures]
      case 'http_req_duration':
        return [this.durations]
      case 'http_response_bytes':
        return [this.received]
    }
  }

  status(status: string): CounterSink {
    let sink = this.statuses.get(status)
    if (sink === undefined) this.statuses.set(status, (sink = new CounterSink()))
    return sink
  }

  merge(other: RequestStats): void {
    this.requests.merge(other.requests)
    this.failures.merge(other.failures)
    this.durations.merge(other.durations)
    this.received.merge(other.received)
    for (const [status, sink] of other.statuses) this.status(status).merge(sink)
  }
}
