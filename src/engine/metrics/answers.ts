import type { SeriesDef } from './delta.ts'

/** The tags that say whether an answer was as expected. */
export const ANSWER_TAGS = ['error', 'expected_response', 'error_code'] as const

/** Whether its samples are times to the first byte. */
export const isOfAnswers = (metric: string): boolean => metric === 'http_req_waiting'

/** Whether samples of a series are of answers as expected. Refusals are quick, and failures have no first byte: neither says how fast the target works. */
export function isAnswer({ metric, tags }: Pick<SeriesDef, 'metric' | 'tags'>): boolean {
  if (!isOfAnswers(metric)) return false
  const { error, expected_response: expected, error_code: code } = Object.fromEntries(tags)
  if (error !== undefined) return false
  return expected === undefined ? code === undefined : expected === 'true'
}
