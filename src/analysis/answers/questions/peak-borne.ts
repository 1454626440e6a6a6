import { formatRate } from '../../../base/readable-numbers.ts'
import { notAnswered } from '../answer.ts'
import { isDegraded, testsOf } from '../answered-run.ts'
import { byCapacity, cited, PEAK, type Question, workOf } from '../question.ts'

export const peakBorne: Question = {
  question: 'Is the peak borne, three times the target?',
  answer: (runs, { target }) => {
    const tested = testsOf(
      runs.filter((run) => !isDegraded(run)),
      'peak',
    ).findLast(({ test }) => test.verdict.state !== 'undecided')
    if (tested !== undefined) {
      const { verdict, plan } = tested.test
      const word = verdict.state === 'pass' ? 'yes' : 'no'
      return {
        said: `${word}: ${formatRate(plan.target * PEAK)} ${word === 'yes' ? 'are' : 'are not'} borne within the conditions`,
        value: word,
        confidence: 'high',
        evidence: [cited(tested, verdict.text)],
      }
    }
    const found = target === undefined ? undefined : byCapacity(runs, PEAK * target, 'the peak')
    return found ?? notAnswered(`kneepoint run --profile peak --target-tps N ${workOf(runs)}`)
  },
}
