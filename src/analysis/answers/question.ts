import { formatRate } from '../../base/readable-numbers.ts'
import type { PerSecond } from '../../base/units.ts'
import type { Limit } from '../capacity.ts'
import type { Found } from './answer.ts'
import { type AnsweredRun, bestCapacity, capacitiesOf, isDegraded, settingsIn } from './answered-run.ts'

export interface QuestionContext {
  /** The load of an ordinary busy hour; undefined: nothing says it. */
  readonly target: PerSecond | undefined
  /** What instances are counted for: the peak, unless somebody says otherwise. */
  readonly forTps: PerSecond | undefined
}

export interface Question {
  readonly question: string
  readonly answer: (runs: readonly AnsweredRun[], context: QuestionContext) => Found
}

/** The document's peak: TPS x 3. */
export const PEAK = 3

export const cited = ({ name }: AnsweredRun, text: string): string => `${name}: ${text}`

/** What a command to run next is about. */
export const workOf = (runs: readonly AnsweredRun[]): string => runs.at(-1)?.work ?? 'WORK'

export const needed = (load: PerSecond, each: PerSecond): number => Math.max(1, Math.ceil(load / each - 1e-9))

/** What one instance carries for certain: the lowest that was found, else the most that was seen. Trials of settings count where there is nothing else. */
export function perInstance(runs: readonly AnsweredRun[]): PerSecond | undefined {
  const settings = settingsIn(runs)
  const plain = capacitiesOf(runs.filter(({ labels }) => settings.every((name) => labels[name] === undefined)))
  const known = plain.length > 0 ? plain : capacitiesOf(runs)
  const reached = known.filter(({ high }) => high !== undefined)
  const each = (reached.length > 0 ? reached : known).map(({ low, up }) => low / up)
  if (each.length === 0) return undefined
  return reached.length > 0 ? Math.min(...each) : Math.max(...each)
}

/** Whether a load is carried, from the capacity; undefined where that does not tell. */
export function byCapacity(runs: readonly AnsweredRun[], load: PerSecond, what: string): Found | undefined {
  const known = bestCapacity(capacitiesOf(runs.filter((run) => !isDegraded(run))))
  if (known === undefined) return undefined
  const { run, low, high, limit } = known
  const evidence = [cited(run, limitText(limit))]
  const asked = `${what} of ${formatRate(load)}`
  if (low >= load) return { said: `yes: it carries more than ${asked}`, value: 'yes', confidence: 'medium', evidence }
  if (high === undefined || high >= load) return undefined
  return { said: `no: it carries less than ${asked}`, value: 'no', confidence: 'high', evidence }
}

export const limitText = (limit: Limit): string =>
  limit.kind === 'found'
    ? `capacity ${formatRate(limit.value)} (${formatRate(limit.low)} to ${formatRate(limit.high)})`
    : `capacity of at least ${formatRate(limit.value)}`
