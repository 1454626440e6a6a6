import type { LineFormat } from '../files/line-format.ts'
import type { RunFacts } from '../output-context.ts'
import { exactly, type Sample } from '../samples.ts'
import { PerSeries } from '../per-series.ts'
import type { Series } from '../series-table.ts'
import { Rfc3339 } from '../wall-clock.ts'

type MetricFacts = Pick<RunFacts, 'thresholds' | 'submetrics'>

/** What stays the same in all lines of a series: what is before the time, and its tags. */
interface Frame {
  readonly head: string
  readonly tags: string
}

/** k6's lines of JSON: one for each metric before its first sample, and one for each sample. */
export function jsonLines(facts: MetricFacts): LineFormat {
  const times = new Rfc3339()
  const frames = new PerSeries(frameOf)
  const introduced = new Set<string>()
  const introduce = (series: Series): string => {
    introduced.add(series.metric)
    return metricLine(series, facts)
  }
  return {
    header: '',
    refusal: 'JSON has no infinite numbers',
    line: ({ series, time, value, metadata }: Sample) => {
      if (!Number.isFinite(value)) return undefined
      const { head, tags } = frames.of(series)
      const before = introduced.has(series.metric) ? '' : introduce(series)
      const more = metadata === undefined ? '' : `,"metadata":${JSON.stringify(metadata)}`
      return `${before}${head}${times.nano(time)}","value":${exactly(series, value)}${tags}${more}}}\n`
    },
  }
}

const frameOf = ({ metric, tags }: Series): Frame => ({
  head: `{"metric":${JSON.stringify(metric)},"type":"Point","data":{"time":"`,
  tags: `,"tags":${JSON.stringify(Object.fromEntries(tags))}`,
})

function metricLine({ metric, kind, contains }: Series, { thresholds, submetrics }: MetricFacts): string {
  const ofMetric = submetrics.filter((it) => it.metric === metric)
  const data = {
    name: metric,
    type: kind,
    contains,
    thresholds: thresholds[metric] ?? [],
    submetrics: ofMetric.length === 0 ? null : ofMetric.map(submetricOf),
  }
  return `${JSON.stringify({ type: 'Metric', data, metric })}\n`
}

function submetricOf({ source, tags }: MetricFacts['submetrics'][number]): object {
  const suffix = source.slice(source.indexOf('{') + 1, -1).trim()
  return { name: source, suffix, tags: Object.fromEntries(tags) }
}
