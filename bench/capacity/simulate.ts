/**
 * The explorer against every simulated target in virtual time: how right and how fast it is.
 *
 *     node bench/capacity/simulate.ts [--seeds 5] [--first 1] [--only NAME] [--tick 250] [--set listed|drawn|closed|holdout|all] [--worst]
 */
import { parseArgs } from 'node:util'
import { casesOf } from './case-sets.ts'
import { printReport } from './report.ts'
import { runCase } from './run-case.ts'
import { type Score, scoreOf } from './score.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    tick: { type: 'string', default: '250' },
    set: { type: 'string', default: 'all' },
    worst: { type: 'boolean', default: false },
  },
})

const scores: Score[] = []
const first = Number(values.first)
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const cases = casesOf(values.set, seed)
  for (const it of cases.filter(({ name }) => name.includes(values.only))) {
    scores.push(scoreOf(runCase(it, seed, { tick: Number(values.tick), maxLoad: 3000 })))
  }
}
printReport(scores, values.worst)
