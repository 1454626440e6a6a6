import type { Hold } from '../../hold/hold.ts'
import { defaultTolerance } from '../../hold/judge-hold.ts'
import { type Rule, needsDrain, type Situation, saturationOf, timesTried } from '../situation.ts'
import { formatLoad } from '../wording.ts'

const mostAttempts = 5
/** Below saturation, but close. */
const closeBelow = 0.96
/** Closed model: above saturation, where the plateau is. */
const onPlateau = 1.5

/** A hold this much longer than need be says by its mean what its scatter leaves open. */
const muchLonger = 1.7

/** For so long, in s; where pauses leave it undecided for much longer, all came back on the average. */
export const isCarried = ({ verdict, seconds, deficit }: Hold, least: number): boolean =>
  verdict === 'sustained'
    ? seconds >= least
    : verdict === 'undecided' && seconds >= muchLonger * least && deficit.value < defaultTolerance / 2

/** Holds the answer for longer: bursts that are used up, pauses that come seldom and slow drifts show only then. */
export const confirm: Rule = (situation) => {
  const { options, goals } = situation
  if (timesTried(situation, 'confirm') >= mostAttempts) return undefined
  const load = options.model === 'open' ? openLoad(situation) : closedLoad(situation)
  if (load === undefined) return undefined
  return {
    purpose: 'confirm',
    load,
    drain: needsDrain(situation),
    least: goals.confirmation,
    most: muchLonger * goals.confirmation,
    count: 3000,
    until: options.model === 'open' ? { kind: 'decided' } : { kind: 'precise', share: goals.precision },
    because: `is it still so after ${goals.confirmation} s at ${formatLoad(load, options.model)}?`,
  }
}

/** Undefined when it is confirmed already. */
function openLoad({ findings, goals, records }: Situation): number | undefined {
  const { lo, hi, shape, capacity } = findings
  if (capacity === undefined || lo === undefined || hi === undefined) return undefined
  const losesEarly = hi.load < 0.98 * capacity.value
  const failed = records.filter(({ trial, hold }) => trial.purpose === 'confirm' && hold.verdict !== 'sustained')
  const most = closeBelow * Math.min(hi.load / closeBelow, ...failed.map(({ hold }) => hold.load))
  const wanted =
    shape === 'peak' || losesEarly
      ? Math.min(lo.load, most)
      : Math.min(Math.max(lo.load, closeBelow * capacity.value), closeBelow * hi.load, most)
  const isConfirmed = records.some(
    ({ hold }) => hold.load >= 0.98 * wanted && hold.load < hi.load && isCarried(hold, 0.9 * goals.confirmation),
  )
  return isConfirmed ? undefined : wanted
}

function closedLoad({ findings, records, goals }: Situation): number | undefined {
  const knee = saturationOf(findings)
  if (knee === undefined) return undefined
  const isConfirmed = records.some(
    ({ trial, hold }) => trial.purpose === 'confirm' && hold.seconds >= 0.9 * goals.confirmation,
  )
  const wanted = findings.shape === 'peak' ? bestLoad(findings.peers, knee) : Math.ceil(onPlateau * knee)
  return isConfirmed ? undefined : wanted
}

const bestLoad = (peers: Situation['findings']['peers'], fallback: number): number =>
  peers[0]?.load ?? Math.ceil(fallback)
