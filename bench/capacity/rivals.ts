/**
 * What people do today to find out what a target carries, on the same targets and scored in the same way.
 *
 *     npm run bench:rivals -- [--set listed|drawn|holdout] [--seeds 5] [--first 1] [--only NAME] [--procedure NAME] [--real] [--out FILE]
 *
 * In virtual time, or with `--real` over HTTP on the loopback, which takes up to ten minutes for each of them.
 */
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { casesOf } from './case-sets.ts'
import type { Case } from './cases.ts'
import { startTarget } from './real/programs.ts'
import { doubling } from './rivals/doubling.ts'
import { kneedleOnRamp } from './rivals/kneedle.ts'
import { rampToThreshold } from './rivals/ramp-to-threshold.ts'
import { RealRig } from './rivals/real-rig.ts'
import { printRivals, type RivalRun } from './rivals/report.ts'
import type { Procedure } from './rivals/rig.ts'
import { VirtualRig } from './rivals/virtual-rig.ts'
import { configuredOf, truthOf } from './truth.ts'

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'listed' },
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    procedure: { type: 'string', default: '' },
    real: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
})

const maxLoad = 3000
const procedures: Readonly<Record<string, Procedure>> = {
  'ramp until p(95) > 500 ms or 1 % fail': rampToThreshold,
  'doubling, then bisecting on an SLO': doubling,
  'Kneedle on a ramp': kneedleOnRamp,
}

const wanted = Object.keys(procedures).filter((name) => name.includes(values.procedure))
const runs: RivalRun[] = []
const first = Number(values.first)
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const cases = casesOf(values.set, seed).filter(
    ({ name, arrivals }) => name.includes(values.only) && arrivals.kind !== 'users',
  )
  for (const it of cases) for (const procedure of wanted) await look(it, seed, procedure)
}
printRivals(runs)

async function look(it: Case, seed: number, name: string): Promise<void> {
  const { capacity: truth } = truthOf(it, configuredOf(it))
  const procedure = procedures[name] as Procedure
  const { answer, seconds } = await (values.real ? runReal : runVirtual)(procedure, it, seed)
  const run: RivalRun = { procedure: name, name: it.name, seed, truth, answer, seconds }
  runs.push(run)
  if (values.real)
    console.error(`${it.name} seed ${seed}: ${name}: ${answer?.toFixed(1)} after ${seconds.toFixed(0)} s`)
  if (values.out !== undefined) appendFileSync(values.out, `${JSON.stringify(run)}\n`)
}

type Answered = Pick<RivalRun, 'answer' | 'seconds'>

async function runVirtual(procedure: Procedure, it: Case, seed: number): Promise<Answered> {
  const rig = new VirtualRig(it, seed)
  return { answer: await procedure(rig, maxLoad), seconds: rig.elapsed() }
}

async function runReal(procedure: Procedure, it: Case, seed: number): Promise<Answered> {
  await using target = await startTarget(it, seed)
  using rig = new RealRig(target.url)
  return { answer: await procedure(rig, maxLoad), seconds: rig.elapsed() }
}
