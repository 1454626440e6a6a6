import { planNext } from './explorer/plan-next.ts'
import type { Knowledge } from './explorer/situation.ts'
import { formatLoad } from './explorer/wording.ts'
import { settlingTime } from './hold/judge-hold.ts'

/** Without a hint: everything is known. */
const nothingLeft = 'all that can be found by holding loads is found'

/**
 * What to try next by hand, in one line: what the explorer would do, so that both learn the same from the same holds
 * (saturation.md 2.6).
 */
export function nextTry(knowledge: Knowledge): string {
  const { options, unloaded } = knowledge
  const trial = planNext(knowledge)
  if (trial === undefined) return nothingLeft
  const seconds = Math.ceil(trial.least + settlingTime(unloaded?.p95) / 1000 + 1)
  const first = trial.drain ? 'let it calm down, then hold' : 'hold'
  return `${first} ${formatLoad(trial.load, options.model)} for ${seconds} s: ${trial.because}`
}
