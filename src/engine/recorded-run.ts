import { ExitCode } from '../base/exit-code.ts'
import { SampleBook } from './metrics/sample-book.ts'
import { decodeBook } from './record/book-codec.ts'
import type { RunRecord } from './record/read-record.ts'
import type { WindowLine } from './record/record-format.ts'
import type { EndedRun } from './result.ts'

/** Is shown every line of a record with its samples, which are not kept. */
export type SecondVisitor = (line: WindowLine, book: SampleBook) => void

/**
 * A recorded run as if it had just ended, with every number made anew from its windows: also of one that was cut off. Lets
 * `visit` see them as they go by.
 */
export function recordedRun(record: RunRecord, visit: SecondVisitor = () => undefined): EndedRun {
  const { header, windows, events, result } = record
  const last = windows.findLast(({ window }) => window !== undefined)
  const thresholds = windows.findLast((line) => line.thresholds !== undefined)?.thresholds ?? []
  return {
    config: header.config,
    measures: { totals: totalsOf(record, visit), allWindows: windows.flatMap(({ window }) => window ?? []) },
    log: { allEvents: events, problems: windows.findLast((line) => line.problems !== undefined)?.problems ?? [] },
    startedAt: new Date(header.startedAt),
    duration: last?.window?.to ?? 0,
    paused: last?.paused ?? 0,
    thresholds,
    declared: [],
    setupData: undefined,
    exitCode: exitCodeIn(result) ?? ExitCode.Crashed,
  }
}

function totalsOf({ windows, defs }: RunRecord, visit: SecondVisitor): SampleBook {
  const totals = new SampleBook()
  for (const line of windows) {
    const book = decodeBook(line.book, defs)
    visit(line, book)
    totals.merge(book)
  }
  return totals
}

function exitCodeIn(result: unknown): ExitCode | undefined {
  if (typeof result !== 'object' || result === null || !('exitCode' in result)) return undefined
  return Object.values(ExitCode).find((code) => code === result.exitCode)
}
