import { type Parsed, parsed, problems } from '../../base/result.ts'

/** `http_req_duration{status:200,name:login}` taken apart. All tags must match, exactly. */
export interface MetricSelector {
  readonly source: string
  readonly metric: string
  /** Empty for the metric as a whole. */
  readonly tags: readonly (readonly [name: string, value: string])[]
}

/** k6 lets both sides stand in single or double quotes. */
const bare = (part: string): string => part.trim().replaceAll(/^["']+|["']+$/g, '')

function splitTag(pair: string): readonly [string, string] {
  const colon = pair.indexOf(':')
  return colon < 0 ? [bare(pair), ''] : [bare(pair.slice(0, colon)), bare(pair.slice(colon + 1))]
}

/** Reads what thresholds are keyed by: a metric's name, or a name and tags in braces. `at` names it in problems. */
export function parseMetricSelector(source: string, at: string): Parsed<MetricSelector> {
  const open = source.indexOf('{')
  const close = source.lastIndexOf('}')
  if (open < 0 && close < 0) {
    return source === '' ? problems(`${at} must name a metric`) : parsed({ source, metric: source, tags: [] })
  }
  if (open < 0 || close < open) return problems(`${at} has a brace without its partner`)
  if (close !== source.length - 1) return problems(`${at} must end with its closing brace`)
  const tags = source
    .slice(open + 1, close)
    .split(',')
    .map(splitTag)
  const wrong = tags.some(([name, value]) => name === '' || value === '')
  return wrong
    ? problems(`${at} must hold tags as name:value, with commas between`)
    : parsed({ source, metric: source.slice(0, open), tags })
}
