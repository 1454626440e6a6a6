import { writeFileSync } from 'node:fs'
import type { Answer } from '../analysis/answers/answer.ts'
import { readRecord } from '../engine/record/read-record.ts'
import { pageAssets } from '../report/page-assets.ts'
import { renderReport } from '../report/render-report.ts'
import { reportDataOf } from './report-data/report-data-of.ts'

/** Makes the report of the record in a folder; `-` is standard output. `answers`: of several runs, in place of those of this one. */
export async function writeReport(folder: string, file: string, answers?: readonly Answer[]): Promise<void> {
  const page = renderReport(reportDataOf(await readRecord(folder), answers), pageAssets())
  if (file === '-') process.stdout.write(page)
  else writeFileSync(file, page)
}
