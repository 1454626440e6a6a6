import type { Answer } from '../../analysis/answers/answer.ts'
import { answerAll } from '../../analysis/answers/answer-all.ts'
import { findRecord, recordsFolder } from '../../engine/record/record-folders.ts'
import { readRecord, type RunRecord } from '../../engine/record/read-record.ts'
import { answeredRunOf } from '../answers/answered-run-of.ts'
import * as flags from '../answers/answers-flags.ts'
import { answersText } from '../answers/answers-text.ts'
import type { ParsedArgs } from '../args.ts'
import { checkWritable } from '../check-writable.ts'
import * as own from '../own-flags.ts'
import { report as reportFlag } from '../record-options.ts'
import { writeReport } from '../write-report.ts'

/** Answers the eight questions of a performance test from recorded runs. */
export async function answers({ positional, valueOf }: ParsedArgs): Promise<number> {
  const place = recordsFolder(process.env, process.platform)
  const file = valueOf(reportFlag)
  checkWritable({ '--report': file })
  const folders = [...new Set(positional.map((name) => findRecord(name, place)))]
  const records = (await Promise.all(folders.map(readRecord))).toSorted(byStart)
  for (const record of records) warnOf(record)
  const stated = { target: valueOf(flags.targetTps), forTps: valueOf(flags.forTps) }
  const answered = answerAll(records.map(answeredRunOf), stated)
  process.stdout.write(valueOf(own.json) === true ? jsonOf(answered, records) : answersText(answered))
  const newest = records.at(-1)
  if (file !== undefined && newest !== undefined) await writeReport(newest.folder, file, answered)
  return 0
}

const byStart = ({ header: a }: RunRecord, { header: b }: RunRecord): number => a.startedAt.localeCompare(b.startedAt)

function warnOf({ header, result }: RunRecord): void {
  if (result !== undefined) return
  process.stderr.write(`kneepoint: note: ${header.id} was cut off before its end: nothing is answered from it\n`)
}

const jsonOf = (answered: readonly Answer[], records: readonly RunRecord[]): string =>
  `${JSON.stringify({ schema: 'kneepoint.answers/1', runs: records.map(({ header }) => header.id), answers: answered }, null, 2)}\n`
