import { formatRate } from '../../../base/readable-numbers.ts'
import { type Found, notAnswered } from '../answer.ts'
import { isDegraded, testsOf } from '../answered-run.ts'
import { byCapacity, cited, type Question, workOf } from '../question.ts'

export const targetReached: Question = {
  question: 'Is the target TPS reached?',
  answer: (runs, { target }) => {
    const tested = testsOf(
      runs.filter((run) => !isDegraded(run)),
      'load',
      undefined,
    ).findLast(({ test }) => test.verdict.state !== 'undecided')
    if (tested !== undefined) return ofTest(tested)
    return (
      (target === undefined ? undefined : byCapacity(runs, target, 'the target')) ??
      notAnswered(`kneepoint run --profile load --target-tps N ${workOf(runs)}`)
    )
  },
}

function ofTest(run: ReturnType<typeof testsOf>[number]): Found {
  const { verdict, plan } = run.test
  const isReached = verdict.state === 'pass'
  return {
    said: `${isReached ? 'yes' : 'no'}: ${formatRate(plan.target)} ${isReached ? 'are reached' : 'are not reached'} within the conditions`,
    value: isReached ? 'yes' : 'no',
    confidence: 'high',
    evidence: [cited(run, verdict.text)],
  }
}
