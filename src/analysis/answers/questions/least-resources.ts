import { formatRate } from '../../../base/readable-numbers.ts'
import { type Found, notAnswered } from '../answer.ts'
import { type AnsweredRun, instancesUp, testsOf } from '../answered-run.ts'
import { cited, needed, perInstance, type Question, workOf } from '../question.ts'

export const leastResources: Question = {
  question: 'What is the least that must be up when a part of the system is down?',
  answer: (runs, { target }) => {
    const tested = byTests(runs)
    if (tested !== undefined) return tested
    const each = perInstance(runs)
    const next = `kneepoint run --profile load --target-tps N --label instances=3 --label down=1 ${workOf(runs)}, with one of three stopped`
    if (each === undefined || target === undefined) return notAnswered(next)
    const least = needed(target, each)
    return {
      said: `${least} of them for ${formatRate(target)}, by what one carries`,
      value: least,
      confidence: 'medium',
      evidence: [`an instance carries ${formatRate(each)}`],
      next,
    }
  },
}

/** Tests with different numbers of instances up: the fewest that held, with fewer that did not. */
function byTests(runs: readonly AnsweredRun[]): Found | undefined {
  const tests = testsOf(runs, 'load', undefined).filter(({ labels }) => labels['instances'] !== undefined)
  const held = tests
    .filter(({ test }) => test.verdict.state === 'pass')
    .toSorted((a, b) => instancesUp(a) - instancesUp(b))
  const [fewest] = held
  if (fewest === undefined) return undefined
  const up = instancesUp(fewest)
  const failed = tests.filter((run) => run.test.verdict.state === 'fail' && instancesUp(run) < up)
  const isKnown = up === 1 || failed.some((run) => instancesUp(run) === up - 1)
  return {
    said: `${isKnown ? '' : 'at most '}${up} of them for ${formatRate(fewest.test.plan.target)}`,
    value: up,
    confidence: isKnown ? 'high' : 'low',
    evidence: [...failed, fewest].map((run) => cited(run, `with ${instancesUp(run)} up: ${run.test.verdict.text}`)),
    ...(isKnown
      ? {}
      : { next: `the same with one more stopped: --label down=${Number(fewest.labels['down'] ?? 0) + 1}` }),
  }
}
