import { ExitCode } from '../base/exit-code.ts'
import { SampleBook } from './metrics/aggregator.ts'
import { decodeBook } from './record/book-codec.ts'
import type { RunRecord } from './record/read-record.ts'
import type { EndedRun } from './result.ts'

/** A recorded run as if it had just ended, with every number made anew from its windows: also of one that was cut off. */
export function recordedRun({ header, windows, defs, events, result }: RunRecord): EndedRun {
  const totals = new SampleBook()
  for (const { book } of windows) totals.merge(decodeBook(book, defs))
  const last = windows.findLast(({ window }) => window !== undefined)
  const thresholds = windows.findLast((line) => line.thresholds !== undefined)?.thresholds ?? []
  return {
    config: header.config,
    measures: { totals, allWindows: windows.flatMap(({ window }) => window ?? []) },
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

function exitCodeIn(result: unknown): ExitCode | undefined {
  if (typeof result !== 'object' || result === null || !('exitCode' in result)) return undefined
  return Object.values(ExitCode).find((code) => code === result.exitCode)
}
