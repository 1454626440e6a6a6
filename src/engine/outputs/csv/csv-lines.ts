import type { Metadata } from '../../metrics/metadata.ts'
import type { LineFormat } from '../files/line-format.ts'
import { PerSeries } from '../per-series.ts'
import type { Series } from '../series-table.ts'
import { type TimeFormat, timeWriter } from './time-format.ts'

/** k6's CSV: one row for each sample, one column for each system tag. */
export function csvLines(systemTags: readonly string[], timeFormat: TimeFormat): LineFormat {
  const columns = COLUMNS.filter((tag) => systemTags.includes(tag))
  const writeTime = timeWriter(timeFormat)
  const tails = new PerSeries((series) => tagsOf(series, columns))
  return {
    header: `${['metric_name', 'timestamp', 'metric_value', ...columns, 'extra_tags', 'metadata'].join(',')}\n`,
    refusal: '',
    line: ({ series, time, value, metadata }) => {
      const tail = tails.of(series)
      return `${series.metric},${writeTime(time)},${csvNumber(value)},${tail},${metadata === undefined ? '' : csvField(pairsOf(metadata))}\n`
    },
  }
}

/** Tags that can have a column; `vu` and `iter` stand under metadata. */
const COLUMNS =
  'check error error_code expected_response group ip method name ocsp_status proto scenario service status subproto tls_version url'.split(
    ' ',
  )

const pairsOf = (metadata: Metadata): string =>
  Object.entries(metadata)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')

/** The fields of the tags: the columns, and all others in one. */
function tagsOf({ tags }: Series, columns: readonly string[]): string {
  const byKey = new Map(tags)
  const extra = tags.filter(([key]) => !COLUMNS.includes(key)).map(([key, value]) => `${key}=${value}`)
  return [...columns.map((key) => byKey.get(key) ?? ''), extra.join('&')].map(csvField).join(',')
}

/** Quotes what Go's encoding/csv quotes; `\.` because some databases take it for the end of the data. */
const csvField = (text: string): string => (/[",\r\n]|^\s|^\\\.$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** `%f` of Go. */
function csvNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`
}
