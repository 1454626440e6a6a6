import { steadyZones, zonesOf } from '../../analysis/load-test/profiles.ts'
import { lengthOf, type TestConditions, type TestPlan, type WorkloadGoal } from '../../analysis/load-test/test-plan.ts'
import type { LoadModel } from '../../analysis/observation.ts'
import { formatDuration, parseDuration } from '../../base/duration.ts'
import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { Millis } from '../../base/units.ts'
import type { ParsedArgs } from '../args.ts'
import { optionTexts } from '../k6-flags.ts'
import * as flags from './test-flags.ts'

/** What is asked of a test beside what the command line says. */
export interface TestWork {
  readonly model: LoadModel
  readonly workloads: readonly WorkloadGoal[]
  readonly conditions: TestConditions
  /** How long it lasts without a profile, or what is asked about with one; undefined: nothing says it. */
  readonly duration: Millis | undefined
}

/** Where neither the work nor the command line says how long a model runs without a profile. */
const USUAL_DURATION: Millis = 300_000
const DAY: Millis = 86_400_000

/** The test that the command line asks for: of a profile, or the load as it stands. */
export function planTest(args: ParsedArgs, { model, workloads, conditions, duration }: TestWork): TestPlan {
  const profile = args.valueOf(flags.profile)
  const compress = args.valueOf(flags.compress) ?? 1
  const asked = durationIn(args) ?? (profile === undefined ? duration : undefined)
  const plan: TestPlan = {
    profile,
    model,
    target: workloads.reduce((sum, { tps }) => sum + tps, 0),
    compress,
    zones: profile === undefined ? steadyZones(asked ?? USUAL_DURATION) : zonesOf(profile, { steady: asked, compress }),
    workloads,
    conditions,
  }
  refuseVeryLong(args, plan)
  return plan
}

/** A mistake in the flag is found with those of all other options. */
function durationIn(args: ParsedArgs): Millis | undefined {
  const text = optionTexts(args).duration?.at(-1)
  return text === undefined ? undefined : parseDuration(text)
}

function refuseVeryLong(args: ParsedArgs, plan: TestPlan): void {
  const takes = lengthOf(plan)
  if (plan.profile === undefined || takes <= DAY || args.valueOf(flags.yes) === true) return
  throw invalid(
    `the ${plan.profile} test takes ${formatDuration(takes)}, which is longer than a day`,
    'say --yes if you mean it, or make it shorter with -d or --compress',
  )
}

/** What only a profile obeys. */
export function refuseTestFlags(args: ParsedArgs, others: Readonly<Record<string, unknown>> = {}): void {
  const given = { '--compress': args.valueOf(flags.compress), '--response-target': args.valueOf(flags.responseTarget) }
  const wrong = Object.entries({ ...given, ...others }).filter(([, value]) => value !== undefined)
  if (wrong.length === 0) return
  throw invalid(
    `${wrong.map(([name]) => name).join(', ')} needs --profile`,
    'name the kind of test, as in --profile load',
  )
}

/** The profile, or the model, says how much load there is. */
export function refuseLoadFlags(args: ParsedArgs, who: string): void {
  const { vus, iterations, stages } = optionTexts(args)
  const given = Object.entries({ '--vus': vus, '--iterations': iterations, '--stage': stages })
  const wrong = given.filter(([, texts]) => texts !== undefined).map(([name]) => name)
  if (wrong.length === 0) return
  throw invalid(
    `${who} says itself how much load there is, not ${wrong.join(', ')}`,
    'change its size with --target-tps, or press * in the run to scale all of it',
  )
}

export const invalid = (message: string, hint: string): UserError =>
  new UserError('INVALID_OPTIONS', message, { exitCode: ExitCode.InvalidConfig, hint })
