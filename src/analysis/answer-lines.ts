import type { Buckle, BuckleKind, Capacity, Limit, LimitedBy, Recovery } from './capacity.ts'
import { formatLoad, formatNumber, formatRate, formatSeconds, formatShare } from './explorer/wording.ts'
import type { LoadModel } from './observation.ts'

/** One part of the answer in words: what it is about, the number, and what else belongs to it. */
export interface AnswerLine {
  readonly name: 'capacity' | 'saturation' | 'loss begins' | 'buckle' | 'recovery' | 'service level'
  readonly value: string
  readonly detail: string
}

/** The whole answer, with intervals and with how long was looked. */
export function answerLines(capacity: Capacity): AnswerLine[] {
  const { model, saturation, lossLoad, buckle, recovery, sloLoad } = capacity
  const say = (load: number): string => formatLoad(load, model)
  const lines: (AnswerLine | undefined)[] = [
    line('capacity', capacity.capacity, formatRate, 'good iterations'),
    line('saturation', saturation, say, model === 'open' ? 'arrivals' : 'users'),
    lossLoad === undefined ? undefined : line('loss begins', lossLoad, say, 'long before throughput stops growing'),
    buckle === undefined ? undefined : buckleLine(buckle, model),
    recovery === undefined ? undefined : recoveryLine(recovery, model),
    sloLoad === undefined ? undefined : levelLine(sloLoad, model),
  ]
  return lines.filter((each) => each !== undefined)
}

/** delta and epsilon change the answers, so they are part of them (saturation.md 7). */
export const toleranceLine = ({ tolerance, buckleShare }: Capacity): string =>
  `a loss below ${formatShare(tolerance)} (delta) is called none, a fall of less than ${formatShare(buckleShare)} of capacity (epsilon) no buckling; intervals are of 95 %`

/** Why no more is known; undefined when nothing is missing. */
export function limitLine({ limitedBy }: Capacity): string | undefined {
  return limitedBy === 'target' ? undefined : `more is not known: ${reasons[limitedBy]}`
}

const reasons: Readonly<Record<Exclude<LimitedBy, 'target'>, string>> = {
  generator: 'the generator could make no more load; this says nothing against the target',
  'in-flight-cap': 'no more iterations may be in flight; a higher --max-vus allows more',
  'max-load': 'this is the highest load that is allowed',
  'time-limit': 'the time was up',
  errors: 'the target fails with hardly any load',
  operator: 'the operator took over',
  unfinished: 'higher loads have not been held, or not for long enough',
}

const name = (word: AnswerLine['name'], value: string, detail: string): AnswerLine => ({ name: word, value, detail })

function line(word: AnswerLine['name'], limit: Limit, say: (load: number) => string, what: string): AnswerLine {
  const held = `held for up to ${formatSeconds(limit.dwell)}`
  if (limit.kind === 'at-least') return name(word, limit.value > 0 ? `at least ${say(limit.value)}` : '-', held)
  return name(word, say(limit.value), `${range(limit)} ${what}, ${held}`)
}

const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${formatNumber(low)} to ${formatNumber(high)}`

const kinds: Readonly<Record<BuckleKind, string>> = {
  retrograde: 'retrograde: less comes back the more is asked for, and it comes back with less load',
  'time-dependent': 'time-dependent: any load above capacity gets there after a while',
  tripped: 'tripped: it does not come back at the load where it fell',
  undetermined: 'whether it comes back is not known',
}

function buckleLine(buckle: Buckle, model: LoadModel): AnswerLine {
  if (buckle.kind === 'none') {
    const upTo = formatLoad(buckle.upTo, model)
    return name('buckle', `none up to ${upTo}`, `held for up to ${formatSeconds(buckle.dwell)}`)
  }
  const { load, fell, kind } = buckle
  const after =
    fell === undefined ? '' : `; at ${formatLoad(fell.at, model)} it fell after ${formatSeconds(fell.after)}`
  return name('buckle', formatLoad(load.value, model), `${range(load)}, ${kinds[kind]}${after}`)
}

function recoveryLine(recovery: Recovery, model: LoadModel): AnswerLine {
  const { load, notAt, after, hysteresis, isDegraded } = recovery
  const parts = [
    after === undefined ? undefined : `after ${formatSeconds(after)}`,
    notAt === undefined ? undefined : `not at ${formatLoad(notAt, model)}`,
    `hysteresis ${formatShare(hysteresis)}`,
    isDegraded ? 'degraded: less is carried now than before the overload' : undefined,
  ]
  const value = load === undefined ? 'none seen' : `at ${formatLoad(load, model)}`
  return name('recovery', value, parts.filter((part) => part !== undefined).join(', '))
}

function levelLine(limit: Limit, model: LoadModel): AnswerLine {
  if (limit.kind === 'at-least') return line('service level', limit, (load) => formatLoad(load, model), '')
  const kept = `kept for ${formatSeconds(limit.dwell)}, broken at ${formatLoad(limit.high, model)}`
  return name('service level', formatLoad(limit.value, model), kept)
}
