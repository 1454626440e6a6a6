import { formatRate } from '../../../base/readable-numbers.ts'
import { notAnswered } from '../answer.ts'
import { capacitiesOf, type KnownCapacity, settingsIn } from '../answered-run.ts'
import { cited, limitText, type Question, workOf } from '../question.ts'

export const bestSettings: Question = {
  question: 'Which settings are the best?',
  answer: (runs) => {
    const labels = settingsIn(runs)
    const known = capacitiesOf(runs).filter(
      ({ run, high }) => high !== undefined && labels.some((name) => run.labels[name] !== undefined),
    )
    const sorted = known.toSorted((a, b) => b.limit.value - a.limit.value)
    const [best, second] = sorted
    const next = `kneepoint explore --auto --label workers=8 ${workOf(runs)}, once for each setting`
    if (best === undefined || second === undefined) return notAnswered(next)
    const isClear = best.low > (second.high ?? Infinity)
    const settings = settingsOf(best, labels)
    return {
      said: isClear
        ? `${settings}: it carries ${formatRate(best.limit.value)}, ${formatRate(best.limit.value - second.limit.value)} more than ${settingsOf(second, labels)}`
        : `${settings}, but no better than ${settingsOf(second, labels)} beyond doubt`,
      value: settings,
      confidence: isClear ? 'high' : 'low',
      evidence: sorted.map((one) => cited(one.run, `${settingsOf(one, labels)}: ${limitText(one.limit)}`)),
    }
  },
}

const settingsOf = ({ run }: KnownCapacity, labels: readonly string[]): string =>
  labels
    .filter((name) => run.labels[name] !== undefined)
    .map((name) => `${name}=${run.labels[name]}`)
    .join(' ')
