import { formatNumber } from '../explorer/wording.ts'
import type { Flag, LimitVerdict } from './limit-reading.ts'
import type { Decision } from './decision.ts'
import type { LimitSituation } from './situation.ts'

type Advise = (situation: LimitSituation) => string

const beyondTheCap = ({ summary, shortfall, context }: LimitSituation): string =>
  shortfall.dropped > context.tolerance
    ? `the limit is the target's; more VUs than ${formatNumber(summary.userCap)} would show how it bears overload`
    : 'look inside the target: --target-metrics URL shows which of its resources is full'

const oneWorkerMore = ({ summary: { host } }: LimitSituation): string =>
  host.workers > 0
    ? `the same load with one worker more: --threads ${host.workers + 1}; if more comes back, it was us`
    : 'the same load from a second machine: if more comes back, it was us'

/** What to do when no flag says it. */
const advice: Readonly<Record<LimitVerdict, Advise>> = {
  target: beyondTheCap,
  generator: oneWorkerMore,
  'shared-host': () =>
    'run the target on another machine, or give each its own cores: taskset -c 0 TARGET, taskset -c 1 kneepoint ...',
  network: () => 'the same load from a machine nearer to the target',
  undetermined: oneWorkerMore,
  none: () => 'more load',
}

/** In one line. */
export function nextStep({ verdict, flags, next }: Decision, situation: LimitSituation): string {
  if (next !== undefined) return next
  if (verdict === 'target' || verdict === 'shared-host') return advice[verdict](situation)
  const decisive = flags.map((name) => situation.flags.find((flag) => flag.name === name)).find(Boolean)
  return mendOf(decisive ?? worst(verdict, situation)) ?? advice[verdict](situation)
}

/** What is over its limit will soon be in the way, even while nothing is missing. */
const worst = (verdict: LimitVerdict, { flags }: LimitSituation): Flag | undefined =>
  verdict === 'none' ? flags.find(({ severity }) => severity === 'hard') : undefined

const mendOf = (flag: Flag | undefined): string | undefined => flag?.mend
