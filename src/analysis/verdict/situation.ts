import type { Share } from '../../base/units.ts'
import { flagsOf } from './flags.ts'
import type { Flag, FlagName } from './limit-reading.ts'
import type { LimitContext, LimitSecond } from './limit-second.ts'
import { type Shortfall, shortfallOf } from './shortfall.ts'
import { type RequestSlowdown, requestSlowdownOf, type Slowdown, slowdownOf } from './slowdown.ts'
import { type LimitSummary, summarize } from './summary.ts'

/** Everything the verdict rests on. */
export interface LimitSituation {
  readonly summary: LimitSummary
  readonly context: LimitContext
  readonly flags: readonly Flag[]
  readonly shortfall: Shortfall
  readonly slowdown: Slowdown | undefined
  readonly requestSlowdown: RequestSlowdown | undefined
  /** The generator itself is so busy that times it takes are partly its own. */
  readonly isGeneratorFull: boolean
}

/** Flags of a generator that has no time: what it measures then is suspect. */
const fullness: readonly FlagName[] = ['loop', 'process-cpu', 'throttled', 'garbage']

export function situationOf(seconds: readonly LimitSecond[], context: LimitContext): LimitSituation | undefined {
  const summary = summarize(seconds)
  if (summary === undefined) return undefined
  const flags = flagsOf(summary)
  const isGeneratorFull = fullness.some((name) => isHard(flags, name))
  return {
    summary,
    context,
    flags,
    shortfall: shortfallOf(summary, context),
    slowdown: slowdownOf(summary, context, isGeneratorFull),
    requestSlowdown: requestSlowdownOf(summary, context),
    isGeneratorFull,
  }
}

export const isHard = (flags: readonly Flag[], name: FlagName): boolean =>
  flags.some((flag) => flag.name === name && flag.severity === 'hard')

/** T of the rule: from here on the target is slow, and up to there it is not. */
export const slow = 1.5
const notSlow = 1.2

export const isSlow = ({ slowdown }: LimitSituation): boolean => (slowdown?.factor ?? 1) >= slow

/** Segments are lost on the way. A listening socket that has no room makes clients knock again as well: that is no loss. */
export const areSegmentsLost = ({ flags }: LimitSituation): boolean =>
  isHard(flags, 'retransmits') && !isHard(flags, 'listen-queue')

/** Flags that are about the generator: with none of them the target has nobody to share the blame with. */
export const ofGenerator: readonly FlagName[] = [
  'start-lag',
  'not-started',
  'stalls',
  'ports',
  'files',
  'loop',
  'loop-delay',
  'process-cpu',
  'garbage',
  'heap',
  'starved',
  'throttled',
  'steal',
]

/** As far as is known. */
export const isAsFastAsUnloaded = ({ slowdown }: LimitSituation): boolean => (slowdown?.factor ?? 1) < notSlow

/** Beyond noise, and not of our making: shortfallOf has seen to both. */
export const isFailing = ({ shortfall, context }: LimitSituation): boolean => shortfall.failed > context.tolerance

/** What it could do over what it does: measured, or as far as the busiest loop lets expect. */
export function headroomOf({ summary, context: { ceiling } }: LimitSituation): number | undefined {
  const throughput = (summary.good + summary.failed) / summary.seconds
  if (ceiling !== undefined) return throughput > 0 ? ceiling / throughput : undefined
  return summary.host.loop === undefined ? undefined : 1 / Math.max(summary.host.loop, 0.001)
}

/** A thread that would have to be this busy is full. */
export const fullThread: Share = 0.85

/**
 * Whether the workers could not do what was asked of them even if they had all the CPU they wanted: the CPU that an iteration takes,
 * times the iterations that are wanted (utilisation law, U = X D). A closed model wants N / (R + D).
 */
export function wouldBeFullAlone({ summary, context }: LimitSituation): boolean {
  const { workerCpu, workers } = summary.host
  if (workerCpu === undefined || workers === 0 || summary.started === 0) return false
  const { seconds, started, model } = summary
  const each = (workerCpu * seconds) / started
  const asked = (summary.asked ?? summary.offered) / seconds
  const wanted = model === 'open' ? asked : summary.load / ((context.unloaded?.p50 ?? 0) / 1000 + each)
  return (each * wanted) / workers >= fullThread
}
