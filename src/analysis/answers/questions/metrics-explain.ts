import { formatNumber } from '../../../base/readable-numbers.ts'
import { notAnswered } from '../answer.ts'
import type { ResourceFacts } from '../answered-run.ts'
import { cited, type Question, workOf } from '../question.ts'

/** Of what a resource varies by, so much follows from the throughput. */
const EXPLAINS = 0.9
const RELATED = 0.5

export const metricsExplain: Question = {
  question: 'Do the metrics of the system explain how it behaves?',
  answer: (runs) => {
    const all = runs.flatMap((run) => run.resources.map((resource) => ({ run, resource })))
    const best = all.toSorted((a, b) => b.resource.rSquared - a.resource.rSquared)[0]
    const next = `kneepoint explore --auto --target-metrics URL ${workOf(runs)}`
    if (best === undefined) return notAnswered(next)
    const { rSquared, name } = best.resource
    const word = rSquared >= EXPLAINS ? 'yes' : rSquared >= RELATED ? 'partly' : 'no'
    return {
      said: `${word}: ${percent(rSquared)} of how much ${name} is used follows from the throughput`,
      value: word,
      confidence: 'high',
      evidence: all.map(({ run, resource }) => cited(run, lawText(resource))),
      ...(word === 'yes' ? {} : { next: `${next}, with metrics of more parts of it` }),
    }
  },
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function lawText({ name, demandMs, rSquared, bindsAt }: ResourceFacts): string {
  const full = bindsAt === null ? '' : `, full at ${formatNumber(bindsAt)}/s`
  return `${name}: ${formatNumber(demandMs)} ms for each request (R² ${rSquared.toFixed(2)})${full}`
}
