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
import { printReport } from './report.ts'
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

/** "At least" is wrong only where it is more than the truth: more than its own resolution, 3 %. */
function printLowerBounds(all: readonly ScoredRun[]): void {
  const bounds = all.filter(({ truth, answer }) => truth.capacity !== undefined && answer.capacity.kind === 'at-least')
  const wrong = bounds.filter(({ truth, answer }) => answer.capacity.value > 1.03 * (truth.capacity ?? 0))
  console.log(
    `"at least" instead of a capacity: ${bounds.length} of ${all.length}; of them more than is true: ${wrong.length}`,
  )
  for (const { case: it, seed, truth, answer } of wrong) {
    console.log(
      `  ${it.name} seed ${seed}: at least ${answer.capacity.value.toFixed(1)}, true ${truth.capacity?.toFixed(1)}`,
    )
  }
}
