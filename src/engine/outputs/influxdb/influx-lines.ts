import type { Tag } from '../../metrics/tag-sets.ts'
import type { Figures } from '../load-figures.ts'
import { PerSeries } from '../per-series.ts'
import { exactly, type Sample } from '../samples.ts'
import type { Series } from '../series-table.ts'
import { epochNanos, type Instant } from '../wall-clock.ts'
import type { Precision } from './influx-config.ts'
import { fieldValue, type TagField } from './tag-field.ts'
import { UniqueTimes } from './unique-times.ts'

/** What stays the same in all lines of a series: measurement and tags, and the fields beside the value. */
interface Frame {
  readonly head: string
  readonly fields: string
}

export interface InfluxLinesOptions {
  readonly tagsAsFields: readonly TagField[]
  readonly precision: Precision
  /** How many workers there are, main among them. */
  readonly workers: number
}

/** Writes samples as k6 does: a measurement for each metric, with its tags and a field `value`. Undefined for what is not finite. */
export function influxLines({
  tagsAsFields,
  precision,
  workers,
}: InfluxLinesOptions): (sample: Sample) => string | undefined {
  const times = new UniqueTimes(workers)
  const frames = new PerSeries((series) => frameOf(series, tagsAsFields))
  const writeTime = timeWriters[precision]
  return ({ worker, series, time, value }) => {
    if (!Number.isFinite(value)) return undefined
    const { head, fields } = frames.of(series)
    const at = precision === 'ns' ? times.of(worker, series.index, time) : time
    return `${head}value=${exactly(series, value)}${fields} ${writeTime(at)}\n`
  }
}

/** The figures of a second: a measurement for each, times in ms. */
export function figureLines({ at, figures }: Figures, precision: Precision): string {
  const time = timeWriters[precision]({ ms: Math.floor(at), nanos: 0 })
  return figures.map(({ name, tags, value }) => `${headOf(name, tags)}value=${value} ${time}\n`).join('')
}

const timeWriters: Readonly<Record<Precision, (instant: Instant) => string>> = {
  ns: epochNanos,
  u: (instant) => epochNanos(instant).slice(0, -3),
  ms: ({ ms }) => String(ms),
  s: ({ ms }) => String(Math.floor(ms / 1000)),
  m: ({ ms }) => String(Math.floor(ms / 60_000)),
  h: ({ ms }) => String(Math.floor(ms / 3_600_000)),
}

/** Line protocol has no line breaks outside of texts, and no way to write a backslash at the end of a tag. */
const tame = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').replace(/\\+$/, '')
const escapeKey = (text: string): string => tame(text).replaceAll(/[,= ]/g, String.raw`\$&`)
const escapeMeasurement = (text: string): string => tame(text).replaceAll(/[, ]/g, String.raw`\$&`)

function frameOf({ metric, tags }: Series, tagsAsFields: readonly TagField[]): Frame {
  const kinds = new Map(tagsAsFields.map(({ tag, kind }) => [tag, kind]))
  const indexed = tags.filter(([key]) => !kinds.has(key))
  const fields = tags.flatMap(([key, value]) => {
    const kind = kinds.get(key)
    return kind === undefined ? [] : [`,${escapeKey(key)}=${fieldValue(value, kind)}`]
  })
  return { head: headOf(metric, indexed), fields: fields.join('') }
}

/** Tags without a value are left out: InfluxDB has none. */
function headOf(measurement: string, tags: readonly Tag[]): string {
  const written = tags.filter(([, value]) => tame(value) !== '')
  return `${escapeMeasurement(measurement)}${written.map(([key, value]) => `,${escapeKey(key)}=${escapeKey(value)}`).join('')} `
}
