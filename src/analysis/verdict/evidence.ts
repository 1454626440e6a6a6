import { formatLoad, formatNumber, formatRate, formatShare } from '../explorer/wording.ts'
import type { FlagName, LimitVerdict } from './limit-reading.ts'
import type { Decision } from './decision.ts'
import { areRequestsKept, doSomeNotEnd, keptFor } from './kept-vus.ts'
import { headroomOf, isFailing, isSlow, type LimitSituation } from './situation.ts'

/** One piece of evidence, or undefined where it does not apply or is not known. */
type Piece = (situation: LimitSituation) => string | undefined

const millis = (value: number): string => `${formatNumber(value)} ms`

const cameBack: Piece = ({ summary: { good, seconds, load, model } }) =>
  `${formatRate(good / seconds)} came back well at ${formatLoad(load, model)}`

const slowed: Piece = (situation) => {
  const { slowdown } = situation
  if (slowdown === undefined || !isSlow(situation)) return undefined
  const what = slowdown.basis === 'p50' ? 'median time to the first byte' : 'shortest time to the first byte'
  return `${what} ${millis(slowdown.from)} -> ${millis(slowdown.to)}`
}

const keptLonger: Piece = (situation) => {
  const { requestSlowdown } = situation
  if (requestSlowdown === undefined || !areRequestsKept(situation)) return undefined
  const { from, to } = requestSlowdown
  return `mean time of a request, from connecting to the last byte: ${millis(from)} -> ${millis(to)}`
}

/** By Little's law. */
const unendedOnes: Piece = (situation) => {
  const [kept, { iterationTime }] = [keptFor(situation.summary), situation.summary]
  if (kept === undefined || iterationTime === undefined || !doSomeNotEnd(situation)) return undefined
  const ended = `iterations that end take ${millis(iterationTime)}`
  return `${ended}, but VUs are kept for ${millis(kept)} on average: some do not end`
}

const asFast: Piece = (situation) => {
  const { slowdown, isGeneratorFull } = situation
  if (slowdown === undefined || isSlow(situation)) return undefined
  const what = slowdown.basis === 'p50' ? 'the target answers' : 'the target can answer'
  const late = isGeneratorFull ? '; the rest is our own delay in reading' : ''
  return `${what} as fast as without load: ${millis(slowdown.from)}, now ${millis(slowdown.to)} to the first byte${late}`
}

const failing: Piece = (situation) => {
  const { shortfall, context } = situation
  if (!isFailing(situation)) return undefined
  const before = context.unloaded?.errorShare ?? 0
  const usual = before > 0 ? `, ${formatShare(before)} without load` : ''
  return `${formatShare(shortfall.failed)} of the iterations failed${usual}`
}

const pilingUp: Piece = ({ shortfall }) =>
  shortfall.isPilingUp ? `what is inside grows by ${formatRate(shortfall.growth)}` : undefined

const capped: Piece = ({ summary, shortfall, flags }) =>
  flags.some(({ name }) => name === 'vus')
    ? `all ${formatNumber(summary.users)} VUs wait for answers, so ${formatShare(shortfall.dropped)} of the arrivals were dropped`
    : undefined

const keptUp: Piece = ({ summary: { offered, asked, model, startLag } }) => {
  if (model === 'closed' || startLag === undefined) return undefined
  const share = Math.min(1, offered / Math.max(1, asked ?? offered))
  return `the generator kept up: ${formatShare(share)} of the arrivals in time, start lag p99 ${millis(startLag.p99)}`
}

const idleLoops: Piece = ({ summary: { host } }) =>
  host.loop === undefined ? undefined : `the busiest worker's event loop is ${formatShare(host.loop)} busy`

const headroom: Piece = (situation) => {
  const { ceiling } = situation.context
  const factor = headroomOf(situation)
  if (ceiling === undefined || factor === undefined) return undefined
  return `this script comes to ${formatRate(ceiling)} here when the target answers at once, ${formatNumber(factor)} x of what it did`
}

const targetCpu: Piece = ({ summary: { host } }) => {
  const { cpu, name = 'the target' } = host.target ?? {}
  return cpu === undefined ? undefined : `${name} uses ${formatNumber(cpu)} cores`
}

const split: Piece = ({ summary: { host } }) => {
  const { processCpu, target, cores, cpu } = host
  if (processCpu === undefined || cpu === undefined || cores === undefined) return undefined
  const theirs = target?.cpu
  const others = Math.max(0, cpu * cores - processCpu - (theirs ?? 0))
  const named = theirs === undefined ? '' : `, ${target?.name ?? 'the target'} ${formatNumber(theirs)}`
  return `of ${formatNumber(cores)} cores kneepoint uses ${formatNumber(processCpu)}${named}, others ${formatNumber(others)}`
}

const starvedTarget: Piece = ({ summary: { host } }) => {
  const starved = host.target?.starved
  return starved === undefined || starved < 0.1
    ? undefined
    : `the target was ready but had no CPU for ${formatShare(starved)} of the time`
}

const flagged =
  (name: FlagName): Piece =>
  ({ flags }) =>
    flags.find((flag) => flag.name === name)?.text

const hardFlags: Piece = ({ flags }) => flags.find(({ severity }) => severity === 'hard')?.text

/** By strength. The flags that decided come before them. */
const pieces: Readonly<Record<LimitVerdict, readonly Piece[]>> = {
  target: [
    slowed,
    failing,
    keptLonger,
    flagged('listen-queue'),
    capped,
    pilingUp,
    headroom,
    keptUp,
    idleLoops,
    targetCpu,
    cameBack,
  ],
  generator: [headroom, asFast, idleLoops, keptUp, cameBack],
  'shared-host': [starvedTarget, split, flagged('host-cpu'), slowed, cameBack],
  network: [flagged('link'), flagged('retransmits'), keptLonger, keptUp, cameBack],
  undetermined: [unendedOnes, hardFlags, slowed, failing, asFast, pilingUp, idleLoops, cameBack],
  none: [cameBack, keptUp, idleLoops, headroom],
}

const most = 3

/** The strongest pieces for a verdict, in numbers. */
export function evidenceFor({ verdict, flags }: Decision, situation: LimitSituation): readonly string[] {
  const decisive = flags.flatMap((name) => flagged(name)(situation) ?? [])
  const others = pieces[verdict].flatMap((piece) => piece(situation) ?? [])
  return [...new Set([...decisive, ...others])].slice(0, most)
}
