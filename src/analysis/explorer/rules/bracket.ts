import { type Rule, needsDrain, type Situation, timesTried } from '../situation.ts'
import type { Trial } from '../trial.ts'
import { formatRate } from '../wording.ts'

const mostProbes = 10
/** Where loss begins long before the plateau, it is enough to know it this well. */
const onsetWidth = 1.1

/**
 * Open model. Where goodput falls right after its best, the best lies between the highest load that was carried and the lowest that
 * was not, so these are brought together. On a plateau the goodput itself is the answer; there only an early loss is looked for.
 */
export const bracket: Rule = (situation) => {
  const { findings, options, goals } = situation
  const { lo, hi, shape, capacity } = findings
  if (options.model === 'closed' || lo === undefined || hi === undefined || capacity === undefined) return undefined
  if (timesTried(situation, 'bracket') >= mostProbes) return undefined
  const width = hi.load / lo.load
  if (shape === 'peak' && hi.load >= capacity.value) {
    return width <= 1 + goals.bracket ? undefined : probe(situation, peakProbe(lo.load, hi.load, capacity.value))
  }
  const losesEarly = hi.load < 0.98 * capacity.value
  return losesEarly && width > onsetWidth ? probe(situation, Math.sqrt(lo.load * hi.load)) : undefined
}

/** First just below the best guess, then just above it; without a guess the middle. */
function peakProbe(lo: number, hi: number, guess: number): number {
  const isGuess = guess > 1.01 * lo && guess < hi / 1.01
  if (isGuess && 0.975 * guess > 1.01 * lo) return 0.975 * guess
  if (isGuess && 1.025 * guess < hi / 1.01) return 1.025 * guess
  return Math.sqrt(lo * hi)
}

function probe(situation: Situation, load: number): Trial {
  const { lo, hi } = situation.findings
  return {
    purpose: 'bracket',
    load,
    drain: needsDrain(situation),
    least: 3,
    most: 12,
    count: 500,
    until: { kind: 'decided' },
    because: `${formatRate(lo?.load ?? 0)} is carried and ${formatRate(hi?.load ?? 0)} is not: trying ${formatRate(load)} in between`,
  }
}
