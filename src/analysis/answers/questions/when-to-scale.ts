import { formatRate } from '../../../base/readable-numbers.ts'
import { type Found, notAnswered } from '../answer.ts'
import { type AnsweredRun, bestCapacity, capacitiesOf, type KnownCapacity } from '../answered-run.ts'
import { cited, limitText, needed, perInstance, type Question, type QuestionContext, workOf } from '../question.ts'

/** The document's limit for the CPU of a target; where no CPU is known, the same share of what it carries. */
const FULL_ENOUGH = 0.7
/** Twice the instances that carry less than this of twice the load: something is shared, and more of them do not help. */
const SCALES = 0.85

export const whenToScale: Question = {
  question: 'When to scale out or up, and how many instances does it take?',
  answer: (runs, context) => {
    const each = perInstance(runs)
    const next = `kneepoint explore --auto --label instances=1 ${workOf(runs)}`
    return each === undefined ? notAnswered(next) : scaling(runs, each, context)
  },
}

function scaling(runs: readonly AnsweredRun[], each: number, { forTps }: QuestionContext): Found {
  const all = capacitiesOf(runs)
  const found = all.filter(({ high }) => high !== undefined)
  const most = bestCapacity(all)
  const known = found.length > 0 || most === undefined ? found : [most]
  const at = firstResource(runs, each) ?? FULL_ENOUGH * each
  const direction = directionOf(known)
  const count = forTps === undefined ? undefined : needed(forTps, each) + 1
  const instances =
    count === undefined || forTps === undefined
      ? ''
      : `; ${formatRate(forTps)} take ${count} instances, one of them to spare`
  return {
    said: `an instance carries ${found.length > 0 ? '' : 'at least '}${formatRate(each)}: add to it from ${formatRate(at)} on${direction.text}${instances}`,
    value: count ?? each,
    confidence: found.length > 0 ? 'high' : 'low',
    evidence: [
      ...known.map(({ run, limit, up }) => cited(run, `${limitText(limit)} with ${up} up`)),
      ...direction.evidence,
    ],
    ...(direction.evidence.length > 0
      ? {}
      : { next: 'explore with twice the instances and --label instances=N: whether scaling out helps' }),
  }
}

/** The load of one instance at which the resource that fills up first is full enough. */
function firstResource(runs: readonly AnsweredRun[], each: number): number | undefined {
  const single = runs.filter(({ labels }) => (labels['instances'] ?? '1') === '1')
  const laws = single.flatMap(({ resources }) =>
    resources.filter(({ kind, rSquared }) => kind === 'cpu' && rSquared >= 0.9),
  )
  const loads = laws.flatMap(({ demandMs, background }) => {
    const load = ((FULL_ENOUGH - background) * 1000) / demandMs
    return load > 0 && load < each ? [load] : []
  })
  return loads.length === 0 ? undefined : Math.min(...loads)
}

/** Whether more instances carry more, where there are runs with different numbers of them. */
function directionOf(known: readonly KnownCapacity[]): { readonly text: string; readonly evidence: readonly string[] } {
  const sorted = known.filter(({ high }) => high !== undefined).toSorted((a, b) => a.up - b.up)
  const [few, many] = [sorted[0], sorted.at(-1)]
  if (few === undefined || many === undefined || few.up === many.up) return { text: '', evidence: [] }
  const efficiency = many.limit.value / many.up / (few.limit.value / few.up)
  const evidence = [`${many.up} instances carry ${efficiency.toFixed(2)} times as much each as ${few.up}`]
  return efficiency >= SCALES
    ? { text: ', scaling out', evidence }
    : { text: ', scaling up or mending what they share: more instances carry less each', evidence }
}
