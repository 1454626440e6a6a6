/**
 * One exploration in virtual time, hold by hold.
 *
 *     node bench/capacity/trace.ts NAME [--seed 1] [--tick 250] [--set drawn]
 */
import { parseArgs } from 'node:util'
import type { Interval } from '../../src/analysis/statistics/interval.ts'
import { situationOf } from '../../src/analysis/explorer/situation.ts'
import type { TrialRecord } from '../../src/analysis/explorer/trial.ts'
import { casesOf } from './case-sets.ts'
import { type CaseRun, runCase } from './run-case.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    tick: { type: 'string', default: '250' },
    set: { type: 'string', default: 'drawn' },
  },
})

const seed = Number(values.seed)
const cases = casesOf(values.set, seed)
const it = cases.find(({ name }) => name.includes(positionals[0] ?? ''))
if (it === undefined) throw new Error(`no such case; there are ${cases.map(({ name }) => name).join(', ')}`)

console.log(it.name, JSON.stringify(it.params), JSON.stringify(it.arrivals))
const run = runCase(it, seed, { tick: Number(values.tick), maxLoad: 3000 })
for (const [index] of run.records.entries()) printRecord(run, run.records.slice(0, index + 1))
console.log('truth', run.truth)
console.log('answer', run.answer)
console.log(`capacity after ${run.capacityAfter} s, all after ${run.doneAfter} s, ${run.sent} sent`)

function printRecord({ options, unloaded }: CaseRun, records: readonly TrialRecord[]): void {
  const record = records.at(-1)
  if (record === undefined) return
  const { findings, buckle } = situationOf({ options, unloaded: records.length > 1 ? unloaded : undefined, records })
  const known = [
    `| ${findings.shape} C ${show(findings.capacity)} s ${show(findings.perLoad)}`,
    `B ${show(buckle?.load)} up ${round(buckle?.upright?.load)} b ${round(buckle?.buckled?.load)}`,
  ]
  console.log([...fieldsOf(record), ...known].join(' '))
}

function fieldsOf({ trial, hold, recoveredAfter }: TrialRecord): string[] {
  const { fall } = hold
  return [
    (hold.to / 1000).toFixed(1).padStart(6),
    trial.purpose.padEnd(9),
    `L ${round(hold.load)}`.padEnd(9),
    `G ${round(hold.goodput.value)} ±${round(hold.goodput.half)}`.padEnd(18),
    `D ${round(100 * hold.deficit.value)} ±${round(100 * hold.deficit.half)} %`.padEnd(18),
    `drift ${round(hold.drift)}`.padEnd(12),
    `p50 ${round(hold.p50)}`.padEnd(10),
    hold.verdict.padEnd(10),
    `${round(hold.seconds)} of ${round(hold.dwell)} s`.padEnd(16),
    hold.limitedBy ?? '',
    fall === undefined ? '' : `fell after ${round(fall.after)} s from ${round(fall.before.value)}`,
    trial.purpose === 'recover' ? `recovered ${recoveredAfter}` : '',
  ]
}

function show(interval: Interval | undefined): string {
  return interval === undefined ? '-' : `${round(interval.value)} [${round(interval.low)} ${round(interval.high)}]`
}

function round(value: number | undefined): string {
  return value === undefined ? '-' : String(Number(value.toPrecision(4)))
}
