import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { casesOf } from '../case-sets.ts'
import type { ScoredRun } from '../score.ts'
import { configuredOf, truthOf } from '../truth.ts'
import type { RealRun } from './run-real.ts'

/** Runs are kept one a line, so that a bench that takes hours can be done in pieces. */
export function readRuns(file: string): RealRun[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RealRun)
}

export const keepRun = (file: string, run: RealRun): void => appendFileSync(file, `${JSON.stringify(run)}\n`)

export const keyOf = ({ set, name, seed }: Pick<RealRun, 'set' | 'name' | 'seed'>): string => `${set} ${name} ${seed}`

/** With the truth, which is computed and not kept. */
export function scored(run: RealRun): ScoredRun {
  const it = casesOf(run.set, run.seed).find(({ name }) => name === run.name)
  if (it === undefined) throw new Error(`there is no case ${run.set} ${run.name} any more`)
  return { ...run, case: it, truth: truthOf(it, configuredOf(it)) }
}
