import { type Look, type Measured, measuredIn } from '../rivals/measure.ts'
import type { RivalTarget } from '../rivals/target.ts'
import { HeldRun } from './held-run.ts'

export interface Warmed {
  readonly command: readonly string[]
  /** Requests that it sends before. */
  readonly hot: number
}

export interface Turns {
  /** Times its rate, while a run gets hot. */
  readonly haste: number
  /** How often each has its turn, after one that does not count: behind the wait for others to get hot it is often dearer. */
  readonly rounds: number
  /** Of a turn. */
  readonly seconds: number
}

/**
 * Runs that are all there, hot and connected, and send one after another for a few seconds, round by round: what the machine does meanwhile
 * falls on all of them. What a run spent is added up over its turns, so that rare collections of garbage count as often as they come.
 */
export async function measureInTurns(
  all: ReadonlyMap<string, Warmed>,
  target: RivalTarget,
  turns: Turns,
): Promise<ReadonlyMap<string, Measured>> {
  await using scope = new AsyncDisposableStack()
  const runs = new Map<string, HeldRun>()
  for (const [name, { command, hot }] of all) {
    const run = scope.use(await HeldRun.start(command, target))
    await run.heat(hot, turns.haste)
    runs.set(name, run)
  }
  for (const run of runs.values()) await run.turn(turns.seconds)
  const spent = new Map([...runs.keys()].map((name) => [name, [] as Look[]]))
  for (let round = 0; round < turns.rounds; round += 1) {
    for (const [name, run] of runs) spent.get(name)?.push(await run.turn(turns.seconds))
  }
  return new Map([...runs].map(([name, run]) => [name, measuredIn(spent.get(name) ?? [], run.peakBytes())]))
}
