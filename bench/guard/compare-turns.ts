import type { RivalTarget } from '../rivals/target.ts'
import { medianOf } from '../support/median-of.ts'
import { Paused, type Turn } from '../support/turns.ts'

/** CPU per request by that of the base, by case. */
export type Ratios = Readonly<Record<string, number>>

export interface Compared {
  /** Medians over all rounds of the ratio within each. */
  readonly ratios: Ratios
  /** CPU per request of the base, in microseconds. */
  readonly base: number
  /** Share of a core that was had, by those that were to have all of it. */
  readonly had: number
}

/** Code gets hot a little differently in each process, and the base is in every ratio: its mean over so many counts. */
const BASES = 2

const SHIFT = { warmUp: 1.5, measured: 0.25 }

export async function compareInTurns(
  base: readonly string[],
  commands: Readonly<Record<string, readonly string[]>>,
  target: RivalTarget,
  rounds: number,
): Promise<Compared> {
  await using scope = new AsyncDisposableStack()
  const generators: Paused[] = []
  for (const command of [...Array.from({ length: BASES }, () => base), ...Object.values(commands)]) {
    generators.push(scope.use(await Paused.start(command, target, SHIFT)))
  }
  const all: (readonly Turn[])[] = []
  for (let round = 0; round < rounds; round += 1) {
    const turns: Turn[] = []
    for (const generator of generators) turns.push(await generator.turn())
    all.push(turns)
  }
  const baseIn = (turns: readonly Turn[]): number =>
    turns.slice(0, BASES).reduce((sum, { cpuEach }) => sum + cpuEach, 0) / BASES
  const ratioOf = (at: number): number =>
    medianOf(all.map((turns) => (turns[BASES + at]?.cpuEach ?? Number.NaN) / baseIn(turns)))
  return {
    ratios: Object.fromEntries(Object.keys(commands).map((name, at) => [name, ratioOf(at)])),
    base: medianOf(all.map(baseIn)),
    had: medianOf(all.flat().map(({ busiest }) => busiest)),
  }
}
