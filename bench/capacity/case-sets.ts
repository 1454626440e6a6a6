import { type Case, drawn, drawnClosed, listed } from './cases.ts'
import { holdout } from './holdout.ts'

const sets: Readonly<Record<string, (seed: number) => readonly Case[]>> = {
  listed: () => listed,
  drawn,
  closed: drawnClosed,
  holdout,
}

export const setNames: readonly string[] = Object.keys(sets)

/** The cases of a set, or of all sets with `all`; what is drawn is drawn anew for each seed. */
export function casesOf(name: string, seed: number): readonly Case[] {
  if (name === 'all') return setNames.flatMap((each) => casesOf(each, seed))
  const set = sets[name]
  if (set === undefined) throw new Error(`there is no set ${name}; there are ${setNames.join(', ')} and all`)
  return set(seed)
}
