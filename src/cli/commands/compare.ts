import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { readRecord } from '../../engine/record/read-record.ts'
import { findRecord, recordsFolder } from '../../engine/record/record-folders.ts'
import type { ParsedArgs } from '../args.ts'
import { type CompareMeasure, usualMeasures } from '../compare/compare-measure.ts'
import { type Comparison, compareRecords } from '../compare/comparison.ts'
import * as flags from '../compare/compare-flags.ts'
import { type FailIf, judge } from '../compare/fail-if.ts'
import { renderComparison } from '../compare/render-comparison.ts'
import * as own from '../own-flags.ts'

/** Left out of both runs: connections are opened, caches fill. */
const SETTLING = 3000
const LEAST_CHANGE = 0.02

/** Lays two recorded runs side by side; with --fail-if its exit code says whether B may pass. */
export async function compare({ positional: [nameA = '', nameB = ''], valueOf }: ParsedArgs): Promise<number> {
  const place = recordsFolder(process.env, process.platform)
  const [a, b] = await Promise.all([nameA, nameB].map((name) => readRecord(findRecord(name, place))))
  if (a === undefined || b === undefined) throw new Error('two records were read, but are not there')
  const rules = valueOf(flags.failIf) ?? []
  const comparison = compareRecords({
    a,
    b,
    measures: measuresOf(valueOf(flags.measure) ?? [], rules),
    skip: valueOf(flags.skip) ?? SETTLING,
    leastChange: valueOf(flags.leastChange) ?? LEAST_CHANGE,
  })
  const failed = failuresIn(comparison, rules)
  process.stdout.write(valueOf(own.json) === true ? jsonOf(comparison, failed) : renderComparison(comparison))
  for (const { text } of failed) process.stderr.write(`kneepoint: failed: ${text}\n`)
  return failed.length > 0 ? ExitCode.ThresholdsFailed : ExitCode.Ok
}

/** The usual ones, those asked for, and those that rules are about, each once. */
function measuresOf(more: readonly CompareMeasure[], rules: readonly FailIf[]): readonly CompareMeasure[] {
  const all = [...usualMeasures, ...more, ...rules.map(({ measure }) => measure)]
  return all.filter((measure, index) => all.findIndex(({ name }) => name === measure.name) === index)
}

function failuresIn({ rows }: Comparison, rules: readonly FailIf[]): readonly FailIf[] {
  const verdicts = rules.map((rule) => ({ rule, verdict: judge(rule, rows) }))
  const unknown = verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ rule }) => `'${rule.text}'`)
  if (unknown.length > 0) {
    throw new UserError(
      'CANNOT_JUDGE',
      `--fail-if ${unknown.join(', ')} cannot be judged: the runs are too short for it, or do not have it`,
    )
  }
  return verdicts.filter(({ verdict }) => verdict === 'failed').map(({ rule }) => rule)
}

const jsonOf = ({ rows, method, notes }: Comparison, failed: readonly FailIf[]): string =>
  `${JSON.stringify({ schema: 'kneepoint.comparison/1', measures: rows, failed: failed.map(({ text }) => text), notes, method }, null, 2)}\n`
