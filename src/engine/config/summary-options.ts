import { type Parsed, parsed } from '../../base/result.ts'
import { choice, type Codec, scalar, text } from './codec.ts'
import { list } from './collections.ts'

export const defaultTrendStats: readonly string[] = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']
const namedStats = ['avg', 'min', 'med', 'max', 'count']

function isTrendStat(word: string): boolean {
  const percentile = /^p\((\d+\.?\d*|\.\d+)\)$/.exec(word)?.[1]
  return namedStats.includes(word) || (percentile !== undefined && Number(percentile) <= 100)
}

const trendStat: Codec<string> = scalar({
  expected: `one of ${namedStats.join(', ')} or p(0..100)`,
  parse: (value) => (typeof value === 'string' && isTrendStat(value) ? value : undefined),
})

export const trendStatsCodec: Codec<readonly string[]> = list(trendStat)
export const timeUnitCodec: Codec<'' | 's' | 'ms' | 'us'> = choice(['', 's', 'ms', 'us'])

/** In k6's order; the last four are off unless asked for. */
const systemTags =
  'proto subproto status method url name group check error error_code tls_version scenario service expected_response iter vu ocsp_status ip'.split(
    ' ',
  )
export const defaultSystemTags: readonly string[] = systemTags.slice(0, -4)

const knownTags = (given: readonly string[]): readonly string[] => systemTags.filter((tag) => given.includes(tag))
const words: Codec<readonly string[]> = list(text)
const keepKnown = (read: Parsed<readonly string[]>): Parsed<readonly string[]> =>
  read.ok ? parsed(knownTags(read.value)) : read

/** Unknown names are dropped, as k6 does. */
export const systemTagsCodec: Codec<readonly string[]> = {
  fromJson: (value, at) => keepKnown(words.fromJson(value, at)),
  fromFlags: (texts, at) => keepKnown(words.fromFlags(texts, at)),
  fromEnv: (line, at) => keepKnown(words.fromEnv(line, at)),
  toJson: (tags) => tags.toSorted(),
}
