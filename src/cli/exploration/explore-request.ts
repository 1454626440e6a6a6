import type { LoadModel } from '../../analysis/observation.ts'
import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { Millis } from '../../base/units.ts'
import type { ScenarioConfig } from '../../engine/config/scenario.ts'
import type { ParsedArgs } from '../args.ts'
import { isHeadless } from '../machine.ts'
import * as own from '../own-flags.ts'
import * as flags from './explore-flags.ts'
import { openEnded, openEndedVus, stepped } from './explore-plan.ts'
import type { ExploredWork } from './explored-work.ts'
import { isThisMachine } from './is-this-machine.ts'
import { inFlightLimit } from './machine-limits.ts'
import { wholeParts } from './mix.ts'
import type { ExploreSettings } from './settings.ts'

/** Where exploring begins when the command line does not say. */
export interface Start {
  readonly rate: number
  readonly maxVUs: number
}

/** A run to explore with: its scenarios, and how the search goes about it. */
export interface ExploreRequest {
  readonly scenarios: readonly ScenarioConfig[]
  /** A search overloads on purpose: thresholds would only end it. */
  readonly noThresholds: boolean
  readonly settings: ExploreSettings
  /** What the user has to know before. */
  readonly notes: readonly string[]
}

/** How long it explores with nobody at the keyboard and no search. */
const UNATTENDED: Millis = 20_000

interface Known {
  readonly start: Start
  /** Undefined: whatever a script talks to. */
  readonly url: string | undefined
}

export function exploreRequest(args: ParsedArgs, work: ExploredWork, { start, url }: Known): ExploreRequest {
  const auto = args.valueOf(flags.auto) ?? false
  refuseUseless(args, auto)
  const inFlightCap = Math.min(inFlightLimit(), args.valueOf(own.maxVus) ?? start.maxVUs)
  const begin = beginOf(args, work, start)
  const settings: ExploreSettings = {
    ...wishesOf(args),
    auto,
    stopsRun: auto && isHeadless(args),
    startLoad: begin.load,
    overload: overloadOf(args, url),
    inFlightCap,
    shares: new Map(work.parts.map(({ explored, share }) => [explored.name, share])),
  }
  const scenarios = scenariosOf(args, work, { ...begin, maxVUs: inFlightCap, auto })
  return { scenarios, noThresholds: auto, settings, notes: notesOf(settings, args) }
}

const wishesOf = ({
  valueOf,
}: ParsedArgs): Pick<ExploreSettings, 'accuracy' | 'maxLoad' | 'serviceLevel' | 'timeLimit'> => ({
  accuracy: valueOf(flags.accuracy) ?? 'normal',
  maxLoad: valueOf(flags.maxLoad) ?? Infinity,
  serviceLevel: valueOf(flags.slo),
  timeLimit: valueOf(flags.timeLimit) ?? Infinity,
})

interface Begin {
  readonly model: LoadModel
  readonly load: number
}

/** A rate or VUs on the command line also say which model it is; else the script's scenarios do. */
function beginOf({ valueOf }: ParsedArgs, { model, parts }: ExploredWork, start: Start): Begin {
  const [rate, vus] = [valueOf(own.rate), valueOf(own.vus)]
  if (vus !== undefined) return { model: 'closed', load: vus }
  if (rate !== undefined || model !== 'closed') return { model: 'open', load: rate ?? start.rate }
  return { model: 'closed', load: parts.length }
}

/** Without a screen and without a search nobody obeys these. */
function refuseUseless(args: ParsedArgs, auto: boolean): void {
  const { valueOf } = args
  if (auto && valueOf(own.duration) !== undefined) {
    throw mistake('--auto takes as long as it needs, not --duration', '--time-limit ends the search earlier')
  }
  const useless = flags.searchFlags.filter((flag) => valueOf(flag) !== undefined)
  if (auto || !isHeadless(args) || useless.length === 0) return
  const names = useless.map(({ name }) => `--${name}`).join(', ')
  throw mistake(`without a screen nothing obeys ${names}`, 'add --auto, which searches by itself')
}

const mistake = (message: string, hint: string): UserError =>
  new UserError('INVALID_OPTIONS', message, { exitCode: ExitCode.InvalidConfig, hint })

function overloadOf(args: ParsedArgs, url: string | undefined): ExploreSettings['overload'] {
  const { valueOf } = args
  if (valueOf(flags.noBuckle) === true) return 'no'
  if (valueOf(flags.yes) === true || (url !== undefined && isThisMachine(url))) return 'yes'
  return isHeadless(args) ? 'no' : 'ask'
}

function notesOf({ auto, overload }: ExploreSettings, { valueOf }: ParsedArgs): string[] {
  if (!auto || overload !== 'no' || valueOf(flags.noBuckle) === true) return []
  return ['the target may be another machine, so it is not overloaded to find its buckle point: --yes allows that']
}

interface Plan extends Begin {
  readonly maxVUs: number
  readonly auto: boolean
}

function scenariosOf(args: ParsedArgs, { parts }: ExploredWork, { model, load, maxVUs, auto }: Plan): ScenarioConfig[] {
  const isAlone = isHeadless(args) && !auto
  const duration = args.valueOf(own.duration) ?? (isAlone ? UNATTENDED : Infinity)
  const vus = wholeParts(
    parts.map(({ share }) => share),
    load,
  )
  // Somebody at the keyboard, the search, or a rate on the command line says what the load is; else it goes up in steps.
  const plan = isAlone && args.valueOf(own.rate) === undefined ? stepped : openEnded
  return parts.map(({ explored, share }, index) =>
    model === 'closed'
      ? openEndedVus(explored, vus[index] ?? 0, duration)
      : plan(explored, { rate: share * load, maxVUs: Math.ceil(share * maxVUs) }, duration),
  )
}
