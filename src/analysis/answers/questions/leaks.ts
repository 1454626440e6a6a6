import { type Found, notAnswered } from '../answer.ts'
import { type TestedRun, testsOf } from '../answered-run.ts'
import { cited, type Question, workOf } from '../question.ts'

export const leaks: Question = {
  question: 'Does it serve for a long time without leaking?',
  answer: (runs) => {
    const soaks = testsOf(runs, 'soak')
    const next = `kneepoint run --profile soak --target-tps N ${workOf(runs)}`
    const told = soaks.findLast((run) => leakIn(run) !== undefined)
    if (told !== undefined) return toldBy(told)
    return notAnswered(
      next,
      soaks.map((run) => cited(run, run.test.verdict.text)),
    )
  },
}

/** A soak test may fail for other reasons than a leak: that says nothing of leaks. */
function leakIn({ test: { verdict } }: TestedRun): boolean | undefined {
  if (verdict.text.startsWith('it leaks')) return true
  return verdict.text.startsWith('nothing leaks') ? false : undefined
}

function toldBy(run: TestedRun): Found {
  const isLeaking = leakIn(run) === true
  return {
    said: isLeaking ? `no: ${run.test.verdict.text}` : 'yes: nothing grows with time',
    value: isLeaking ? 'leaks' : 'no leak',
    confidence: run.test.plan.compress > 1 ? 'medium' : 'high',
    evidence: [
      ...run.test.verdict.findings.map((finding) => cited(run, finding)),
      ...(run.test.plan.compress > 1 ? [cited(run, 'what only hours bring out, a compressed test does not see')] : []),
    ],
  }
}
