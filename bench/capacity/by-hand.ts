/**
 * The passive analysis against every simulated target in virtual time: an operator turns the load up by hand, as everybody does it in
 * steps of his own, and what is shown at the end is compared with the truth.
 *
 *     npm run bench:by-hand -- [--set listed|drawn|closed|holdout|all] [--seeds 5] [--first 1] [--only NAME] [--worst]
 */
import { parseArgs } from 'node:util'
import { analyseSteps, drawSteps, recordSteps } from './operator.ts'
import { casesOf } from './case-sets.ts'
import type { Case } from './cases.ts'
import { percent, printReport, quantile } from './report.ts'
import { type ScoredRun, scoreOf } from './score.ts'
import { configuredOf, truthOf } from './truth.ts'

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'all' },
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    worst: { type: 'boolean', default: false },
  },
})

/** "At least" is wrong only where it is more than the truth: more than its own resolution, 3 %. */
const resolution = 1.03

const runs: ScoredRun[] = []
const first = Number(values.first)
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  for (const it of casesOf(values.set, seed).filter(({ name }) => name.includes(values.only)))
    runs.push(byHand(it, seed))
}
printReport(runs.map(scoreOf), values.worst)
printLowerBounds(runs)

function byHand(it: Case, seed: number): ScoredRun {
  const truth = truthOf(it, configuredOf(it))
  const steps = drawSteps(truth.saturation, seed)
  const observations = recordSteps(it, seed, 250, steps)
  const seconds = (observations.at(-1)?.to ?? 0) / 1000
  return {
    case: it,
    seed,
    truth,
    answer: analyseSteps(it, observations).capacity,
    capacityAfter: seconds,
    doneAfter: seconds,
    sent: observations.reduce((sum, { started }) => sum + started, 0),
    highest: Math.max(...steps.map(({ load }) => load)),
  }
}

function printLowerBounds(all: readonly ScoredRun[]): void {
  const bounds = all.filter(({ truth, answer }) => truth.capacity !== undefined && answer.capacity.kind === 'at-least')
  console.log(
    `"at least" instead of a capacity: ${bounds.length} of ${all.length}; as a share of what is true, 10 / 50 / 90 %:`,
  )
  for (const limit of ['capacity', 'saturation'] as const) {
    const shares = bounds.map(({ truth, answer }) => answer[limit].value / (truth[limit] ?? Number.NaN))
    const wrong = bounds.filter((_, index) => (shares[index] ?? 0) > resolution)
    const [low, middle, high] = [0.1, 0.5, 0.9].map((p) => percent(quantile(shares, p)))
    console.log(`  ${limit}: ${low} / ${middle} / ${high} %; more than is true: ${wrong.length}`)
    for (const { case: it, seed, truth, answer } of wrong)
      console.log(
        `    ${it.name} seed ${seed}: at least ${answer[limit].value.toFixed(1)}, true ${truth[limit]?.toFixed(1)}`,
      )
  }
}
