import { formatNumber, formatRate } from '../../../base/readable-numbers.ts'
import { notAnswered } from '../answer.ts'
import { type AnsweredRun, bestCapacity, capacitiesOf } from '../answered-run.ts'
import { cited, limitText, needed, PEAK, type Question, workOf } from '../question.ts'

/** A single instance that carries more than twice the peak is larger than it need be. */
const ROOMY = 2

export const overProvisioned: Question = {
  question: 'Is it over-provisioned?',
  answer: (runs, { target }) => {
    const known = bestCapacity(capacitiesOf(runs))
    if (known === undefined) return notAnswered(`kneepoint explore --auto ${workOf(runs)}`)
    if (target === undefined) return notAnswered('say the target: --target-tps N, or a run with one')
    const { run, low, up, high } = known
    const peak = PEAK * target
    const [times, least] = [low / peak, needed(peak, low / up) + 1]
    const isOver = up > 1 ? up > least : times > ROOMY
    const more = high === undefined ? 'at least ' : ''
    const rest = resourceNotes(run)
    const evidence = [cited(run, `${limitText(known.limit)} with ${up} up, the peak is ${formatRate(peak)}`), ...rest]
    return {
      said: isOver
        ? `yes: it carries ${more}${formatNumber(times)} times the peak of ${formatRate(peak)}${up > 1 ? `; ${least} of ${up} instances do, one of them to spare` : ''}`
        : `no: it carries ${more}${formatNumber(times)} times the peak of ${formatRate(peak)}`,
      value: isOver ? 'yes' : 'no',
      // A capacity that was not reached may be larger, which makes a no uncertain.
      confidence: high === undefined && !isOver ? 'low' : 'high',
      evidence,
    }
  },
}

const resourceNotes = (run: AnsweredRun): readonly string[] =>
  run.overProvisioned.map(({ name, factor }) => cited(run, `${name} could be ${formatNumber(factor)} times smaller`))
