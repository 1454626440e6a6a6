import { type Line, textOf } from '../format/line.ts'
import { type Frame, freshFrame } from '../store/frame.ts'
import { FakeRun, type FakeRunOptions } from './fake-run.ts'

/** Rows without tones and without the spaces at their ends: for snapshots. */
export const textsOf = (rows: readonly Line[]): string[] => rows.map((row) => textOf(row).trimEnd())

/** A run that held each load of `browse` for eight seconds. */
export function runAt(loads: readonly number[], options: FakeRunOptions = {}): FakeRun {
  const run = new FakeRun(options)
  for (const load of loads) {
    if (load !== run.snapshots.get().scenarios[0]?.load)
      run.send({ type: 'set-rate', scenario: 'browse', rate: load }, 'key')
    run.advance(8)
  }
  return run
}

export const frameOf = (run: FakeRun): Frame =>
  freshFrame(
    { run: run.snapshots.get(), host: undefined, exploration: run.exploration.get(), reducedFps: undefined },
    0,
  )
