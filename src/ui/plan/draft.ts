import type { LoadPoint, ScenarioView } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'
import { readStages } from '../keys/read-amounts.ts'
import type { Prompt } from '../store/prompt.ts'

/** The course that the stages being typed would make, from now on; undefined while none are typed or they cannot be read. */
export function draftOf(
  prompt: Prompt | undefined,
  { load, startsAt }: Pick<ScenarioView, 'load' | 'startsAt'>,
  now: Millis,
): readonly LoadPoint[] | undefined {
  if (prompt?.kind !== 'stages') return undefined
  const stages = readStages(prompt.text)
  if (!stages.ok) return undefined
  let at = Math.max(now, startsAt)
  const corners = stages.value.map(({ duration, target }): LoadPoint => ({ at: (at += duration), load: target }))
  return [{ at: Math.max(now, startsAt), load }, ...corners]
}
