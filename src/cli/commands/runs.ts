import { formatDuration } from '../../base/duration.ts'
import { UserError } from '../../base/errors.ts'
import type { Millis } from '../../base/units.ts'
import { recordedRun } from '../../engine/recorded-run.ts'
import { readRecord } from '../../engine/record/read-record.ts'
import {
  findRecord,
  type ListedRecord,
  listRecords,
  recordsFolder,
  removeRecord,
} from '../../engine/record/record-folders.ts'
import { renderSummary } from '../../engine/run-summary.ts'
import { formatBytes } from '../../engine/summary/format-value.ts'
import type { ParsedArgs } from '../args.ts'
import { colorDepthOf } from '../color-depth.ts'
import * as own from '../own-flags.ts'
import { textTable } from '../text-table.ts'

const place = (): string => recordsFolder(process.env, process.platform)

/** Lists the records there are, shows one, or removes old ones. */
export async function runs(args: ParsedArgs): Promise<number> {
  const [action = 'list', name] = args.positional
  switch (action) {
    case 'list':
      return list(args)
    case 'show':
      return show(name ?? 'last', args)
    case 'prune':
      return prune(args)
    default:
      throw new UserError('UNKNOWN_ACTION', `runs can list, show or prune, got '${action}'`, {
        hint: 'kneepoint help runs has examples',
      })
  }
}

function list({ valueOf }: ParsedArgs): number {
  const records = listRecords(place())
  if (valueOf(own.json) === true) process.stdout.write(`${JSON.stringify(records.map(jsonOf), null, 2)}\n`)
  else if (records.length === 0) process.stdout.write(`There are no records in ${place()} yet: every run makes one.\n`)
  else process.stdout.write(textTable([titles, ...records.toReversed().map(rowOf)], new Set([2, 3, 4, 5])))
  return 0
}

const titles = ['RUN', 'BEGUN', 'LENGTH', 'REQUESTS', 'EXIT', 'SIZE', 'TARGET']

const rowOf = ({ header, end, size }: ListedRecord): readonly string[] => [
  header.id,
  header.startedAt.slice(0, 19).replace('T', ' '),
  end === undefined ? 'cut off' : formatDuration(Math.round(end.durationMs / 1000) * 1000),
  end === undefined ? '-' : String(end.totals.requests),
  end === undefined ? '-' : String(end.exitCode),
  formatBytes(size),
  [header.target, ...Object.entries(header.labels).map(([key, value]) => `${key}=${value}`)].join('  '),
]

const jsonOf = ({ folder, header, end, size }: ListedRecord): object => {
  const { id, startedAt, target, command, labels } = header
  return { id, folder, startedAt, target, command, labels, size, end: end ?? null }
}

/** The summary, made anew from what is recorded: also of a run that was cut off. */
async function show(name: string, { valueOf }: ParsedArgs): Promise<number> {
  const record = await readRecord(findRecord(name, place()))
  const run = recordedRun(record)
  const { header, result, damaged, folder } = record
  const wantsColor = !(valueOf(own.noColor) ?? false)
  const color = colorDepthOf(process.stdout, process.env, wantsColor) !== 'none'
  const isCutOff = result === undefined ? ', cut off' : ''
  process.stdout.write(
    `${header.target}, ${header.startedAt}, ${formatDuration(Math.round(run.duration))}${isCutOff}\n${folder}\n`,
  )
  if (damaged > 0) process.stdout.write(`${damaged} lines of the record are damaged and left out\n`)
  process.stdout.write(renderSummary(run, color))
  return 0
}

function prune({ valueOf }: ParsedArgs): number {
  const keep = valueOf(own.keep)
  const olderThan = valueOf(own.olderThan)
  if (keep === undefined && olderThan === undefined) {
    throw new UserError('NOTHING_TO_PRUNE_BY', 'runs prune needs --keep N, --older-than TIME, or both', {
      hint: 'runs prune --keep 20 removes all but the newest 20',
    })
  }
  const records = listRecords(place())
  const removed = records.filter((record, index) => isOld(record, records.length - index, { keep, olderThan }))
  for (const { folder } of removed) removeRecord(folder)
  const bytes = removed.reduce((sum, { size }) => sum + size, 0)
  process.stdout.write(`removed ${removed.length} of ${records.length} records (${formatBytes(bytes)})\n`)
  return 0
}

interface PruneRule {
  readonly keep: number | undefined
  readonly olderThan: Millis | undefined
}

/** `rank`: 1 is the newest. With both rules a record goes when both say so. */
const isOld = ({ header }: ListedRecord, rank: number, { keep, olderThan }: PruneRule): boolean =>
  (keep === undefined || rank > keep) &&
  (olderThan === undefined || Date.now() - Date.parse(header.startedAt) > olderThan)
