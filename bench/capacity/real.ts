/**
 * The real program against every simulated target over HTTP on the loopback: how right and how fast it is.
 *
 *     npm run bench:capacity -- [--set listed] [--seeds 5] [--first 1] [--only NAME] [--parallel 2] [--minutes N] [--out FILE]
 *
 * Runs are appended to FILE (JSON, one a line) and not repeated, so it may be stopped and started again; `--minutes` begins no more
 * runs after that time. `--report` only prints what is there.
 */
import { parseArgs } from 'node:util'
import { casesOf } from './case-sets.ts'
import { printReport } from './report.ts'
import { keepRun, keyOf, readRuns, scored } from './real/records.ts'
import { type RealRun, runReal } from './real/run-real.ts'
import { scoreOf } from './score.ts'

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'listed' },
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    parallel: { type: 'string', default: '2' },
    minutes: { type: 'string', default: 'Infinity' },
    out: { type: 'string', default: 'capacity-runs.jsonl' },
    report: { type: 'boolean', default: false },
    worst: { type: 'boolean', default: false },
  },
})

const maxLoad = 3000
const first = Number(values.first)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index)
const known = new Set(readRuns(values.out).map(keyOf))
const wanted = seeds
  .flatMap((seed) => casesOf(values.set, seed).map((it) => ({ set: values.set, it, name: it.name, seed })))
  .filter((run) => run.name.includes(values.only) && !known.has(keyOf(run)))

const begun = performance.now()
const hasTime = (): boolean => performance.now() - begun < 60_000 * Number(values.minutes)

/** Takes runs until there are none or the time is up. */
async function work(): Promise<void> {
  for (let next = wanted.shift(); next !== undefined && hasTime(); next = wanted.shift()) {
    const { set, it, seed } = next
    try {
      tell(await runReal(set, it, seed, maxLoad))
    } catch (error) {
      console.error(`${it.name} seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function tell(run: RealRun): void {
  keepRun(values.out, run)
  const { capacity } = run.answer
  const doubts = run.invalid.length === 0 ? '' : `  does not count: ${run.invalid.join(', ')}`
  const times = `${run.capacityAfter}/${run.doneAfter.toFixed(0)} s`
  console.error(`${run.name} seed ${run.seed}: ${capacity.kind} ${capacity.value.toFixed(1)} after ${times}${doubts}`)
}

if (!values.report) await Promise.all(Array.from({ length: Number(values.parallel) }, work))

const runs = readRuns(values.out)
const valid = runs.filter(({ invalid }) => invalid.length === 0)
console.log(`${runs.length} runs, of which ${valid.length} count: in the others the target did not get its time`)
if (valid.length > 0)
  printReport(
    valid.map((run) => scoreOf(scored(run))),
    values.worst,
  )
