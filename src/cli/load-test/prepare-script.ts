import { usualConditions, usualResponseTargets } from '../../workload/workload-model.ts'
import type { ScenarioConfig } from '../../engine/config/scenario.ts'
import { modelOf } from '../../engine/config/scenario.ts'
import type { Engine, LoadedScript } from '../../engine/index.ts'
import type { ParsedArgs } from '../args.ts'
import { plainWork } from '../exploration/explore-plan.ts'
import { type ExploredWork, exploredScenarios } from '../exploration/explored-work.ts'
import { inFlightLimit } from '../exploration/machine-limits.ts'
import { loadWork } from '../load-work.ts'
import { threadsOf } from '../machine.ts'
import { consolidateRun, type RunRequest } from '../run-options.ts'
import type { SessionOptions } from '../session.ts'
import { targetTps } from '../workload/workload-flags.ts'
import { invalid, planTest, refuseLoadFlags, refuseTestFlags } from './plan-test.ts'
import { type ProfiledPart, profileScenarios, vusOfUnknown } from './profile-scenarios.ts'
import * as flags from './test-flags.ts'

type Prepared = Pick<SessionOptions, 'config' | 'loaded' | 'test'>

/** A script made ready to run: as its options say, or as a test of some kind. */
export async function prepareScript(engine: Engine, args: ParsedArgs, path: string): Promise<Prepared> {
  const request = { work: { kind: 'script', path }, threads: threadsOf(args) } as const
  if (args.valueOf(flags.profile) === undefined) {
    refuseTestFlags(args, { '--target-tps': args.valueOf(targetTps) })
    const loaded = await loadWork(engine, args, path)
    return { config: consolidateRun(args, { ...request, loaded }).config, loaded }
  }
  refuseLoadFlags(args, 'a profile')
  const target = targetOf(args)
  const loaded = await loadWork(engine, args, path)
  const parts = partsOf(args, loaded, request).map(({ explored, share }): ProfiledPart => {
    const most = inFlightLimit() * share
    return { explored, tps: target * share, users: undefined, vusAt: (tps) => vusOfUnknown(tps, most) }
  })
  const responseTarget = args.valueOf(flags.responseTarget) ?? usualResponseTargets.write
  const workloads = parts.map(({ explored, tps }) => ({ name: explored.name, tps, responseTarget }))
  const test = planTest(args, { model: 'open', workloads, conditions: usualConditions, duration: undefined })
  const { config } = consolidateRun(args, { ...request, loaded, scenarios: profileScenarios(test, parts) })
  return { config, loaded, test }
}

function targetOf(args: ParsedArgs): number {
  const target = args.valueOf(targetTps)
  if (target !== undefined) return target
  throw invalid(
    '--profile needs --target-tps N: nothing else says how many iterations per second a script has to come to',
    'name the load of an ordinary busy hour',
  )
}

/** Its scenarios in the proportions of their loads, or its default function. */
function partsOf(
  args: ParsedArgs,
  loaded: LoadedScript,
  request: Pick<RunRequest, 'work' | 'threads'>,
): ExploredWork['parts'] {
  if (loaded.options['scenarios'] === undefined) return [{ explored: { ...plainWork, name: 'default' }, share: 1 }]
  const { scenarios } = consolidateRun(args, { ...request, loaded }).config
  refuseMixture(scenarios)
  return exploredScenarios(scenarios, undefined).parts
}

function refuseMixture(scenarios: readonly ScenarioConfig[]): void {
  const models = new Set(scenarios.map(({ executor }) => modelOf(executor)))
  if (models.size < 2) return
  throw invalid(
    `--profile cannot share out the load among ${scenarios.map(({ name, executor }) => `${name} (${executor})`).join(', ')}: arrival rates and VUs are not of one unit`,
    'make a workload model of the script: one row per scenario, with its TPS and its function',
  )
}
