import { ANSWER_TAGS, isOfAnswers } from './answers.ts'
import { backendTagsOf } from './backend-stats.ts'
import { PART_TAGS } from './parts.ts'
import { requestTagsOf } from './request-stats.ts'
import { scenarioMetrics } from './scenario-metrics.ts'
import type { Selector } from './selector.ts'

/** The keys of the tags by which the samples of a metric are told apart when they are added up. */
export type ToldTags = (metric: string) => ReadonlySet<string>

/** What the aggregator was made with. */
export interface ToldApart {
  readonly selectors: readonly Selector[]
  /** Groups and scenarios are kept apart too. */
  readonly hasParts: boolean
}

/**
 * What the aggregator sorts by, and nothing else: of each scenario few metrics are told by themselves, so that workers need not add up all
 * others by scenario, and not send them so.
 */
export function toldTags(toldApart: ToldApart): ToldTags {
  const known = new Map<string, ReadonlySet<string>>()
  return (metric) => {
    let tags = known.get(metric)
    if (tags === undefined) known.set(metric, (tags = new Set(tagsOf(metric, toldApart))))
    return tags
  }
}

const tagsOf = (metric: string, { selectors, hasParts }: ToldApart): readonly string[] => [
  ...(scenarioMetrics.has(metric) ? ['scenario'] : []),
  ...(metric === 'checks' ? ['group', 'check'] : []),
  ...(metric === 'group_duration' ? ['group'] : []),
  ...(isOfAnswers(metric) ? ANSWER_TAGS : []),
  ...requestTagsOf(metric),
  ...backendTagsOf(metric),
  ...(hasParts ? PART_TAGS : []),
  ...selectors.filter((it) => it.metric === metric).flatMap(({ tags }) => tags.map(([key]) => key)),
]
