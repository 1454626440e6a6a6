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

interface Pair {
  readonly tag: readonly [name: string, value: string]
  /** Where it begins in the selector, from 1. */
  readonly character: number
}

function splitTag(pair: string): readonly [string, string] {
  const colon = pair.indexOf(':')
  return colon < 0 ? [bare(pair), ''] : [bare(pair.slice(0, colon)), bare(pair.slice(colon + 1))]
}

function pairsIn(list: string, from: number): readonly Pair[] {
  let character = from
  return list.split(',').map((pair) => {
    const found = { tag: splitTag(pair), character }
    character += pair.length + 1
    return found
  })
}

/** Reads what thresholds are keyed by: a metric's name, or a name and tags in braces. `at` names it in problems. */
export function parseMetricSelector(source: string, at: string): Parsed<MetricSelector> {
  /** Characters count from 1. */
  const wrong = (what: string, character: number): Parsed<never> => problems(`${at} ${what} (character ${character})`)
  const open = source.indexOf('{')
  const close = source.lastIndexOf('}')
  if (open < 0 && close < 0) {
    return source === '' ? problems(`${at} must name a metric`) : parsed({ source, metric: source, tags: [] })
  }
  if (open < 0 || close < open) return wrong('has a brace without its partner', Math.max(open, close) + 1)
  if (close !== source.length - 1) return wrong('must end with its closing brace', close + 2)
  const pairs = pairsIn(source.slice(open + 1, close), open + 2)
  const bad = pairs.find(({ tag: [name, value] }) => name === '' || value === '')
  if (bad !== undefined) return wrong('must hold tags as name:value, with commas between', bad.character)
  return parsed({ source, metric: source.slice(0, open), tags: pairs.map(({ tag }) => tag) })
}
