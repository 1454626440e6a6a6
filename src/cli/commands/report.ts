import { findRecord, recordsFolder } from '../../engine/record/record-folders.ts'
import { readHeader } from '../../engine/record/read-record.ts'
import type { ParsedArgs } from '../args.ts'
import { checkWritable } from '../check-writable.ts'
import { writeReport } from '../write-report.ts'

/** Makes a report of a recorded run, also of one that was cut off or that goes on. */
export async function report({ positional: [name = 'last', file] }: ParsedArgs): Promise<number> {
  const folder = findRecord(name, recordsFolder(process.env, process.platform))
  const place = file ?? `kneepoint-${readHeader(folder).id}.html`
  if (place !== '-') checkWritable({ report: place })
  await writeReport(folder, place)
  if (file === undefined) process.stdout.write(`${place}\n`)
  return 0
}
