import { lengthOf, type TestPlan } from '../../analysis/load-test/test-plan.ts'
import type { Engine } from '../../engine/index.ts'
import type { ScenarioConfig } from '../../engine/config/scenario.ts'
import type { WorkloadModel } from '../../workload/workload-model.ts'
import type { ParsedArgs } from '../args.ts'
import { inFlightLimit } from '../exploration/machine-limits.ts'
import { invalid, planTest, refuseLoadFlags, refuseTestFlags } from '../load-test/plan-test.ts'
import { profileScenarios } from '../load-test/profile-scenarios.ts'
import * as testFlags from '../load-test/test-flags.ts'
import { threadsOf } from '../machine.ts'
import { consolidateRun } from '../run-options.ts'
import type { SessionOptions } from '../session.ts'
import { loadWorkload, openWorkload } from './open-workload.ts'
import { profiledParts, scenariosOf } from './workload-scenarios.ts'

type Prepared = Pick<SessionOptions, 'config' | 'loaded' | 'scriptText' | 'test'>

/** A workload model made ready to run: all of its workloads side by side, as they stand or as a test of some kind. */
export async function prepareWorkload(engine: Engine, args: ParsedArgs, path: string): Promise<Prepared> {
  refuseLoadFlags(args, 'a workload model')
  refuseTargets(args)
  const opened = openWorkload(args, path)
  const loaded = await loadWorkload(engine, args, opened)
  const test = planTest(args, opened.model)
  const work = { kind: 'script', path } as const
  const scenarios = loadOf(opened.model, test)
  const { config } = consolidateRun(args, { work, threads: threadsOf(args), loaded, scenarios })
  return { config, loaded, scriptText: opened.script, test }
}

/** The model says what its workloads have to come to. */
function refuseTargets(args: ParsedArgs): void {
  const responseTarget = args.valueOf(testFlags.responseTarget)
  const wrong = args.valueOf(testFlags.profile) === undefined
  if (wrong) return refuseTestFlags(args)
  if (responseTarget === undefined) return
  throw invalid('--response-target is for scripts', 'give the workloads of the model their response-target')
}

function loadOf(model: WorkloadModel, test: TestPlan): readonly ScenarioConfig[] {
  const most = inFlightLimit()
  return test.profile === undefined
    ? scenariosOf(model, lengthOf(test), most)
    : profileScenarios(test, profiledParts(model, most))
}
