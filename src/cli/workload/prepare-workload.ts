import { parseDuration } from '../../base/duration.ts'
import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { Millis } from '../../base/units.ts'
import type { Engine } from '../../engine/index.ts'
import type { WorkloadModel } from '../../workload/workload-model.ts'
import type { ParsedArgs } from '../args.ts'
import { inFlightLimit } from '../exploration/machine-limits.ts'
import { optionTexts } from '../k6-flags.ts'
import { threadsOf } from '../machine.ts'
import { consolidateRun } from '../run-options.ts'
import type { SessionOptions } from '../session.ts'
import { loadWorkload, openWorkload } from './open-workload.ts'
import { scenariosOf } from './workload-scenarios.ts'

/** Where neither the model nor the command line says how long. */
const USUAL_DURATION: Millis = 300_000

type Prepared = Pick<SessionOptions, 'config' | 'loaded' | 'scriptText'>

/** A workload model made ready to run: all of its workloads side by side. */
export async function prepareWorkload(engine: Engine, args: ParsedArgs, path: string): Promise<Prepared> {
  refuseLoadFlags(args)
  const opened = openWorkload(args, path)
  const loaded = await loadWorkload(engine, args, opened)
  const scenarios = scenariosOf(opened.model, durationOf(args, opened.model), inFlightLimit())
  const work = { kind: 'script', path } as const
  const { config } = consolidateRun(args, { work, threads: threadsOf(args), loaded, scenarios })
  return { config, loaded, scriptText: opened.script }
}

/** The model says how much load there is. */
function refuseLoadFlags(args: ParsedArgs): void {
  const { vus, iterations, stages } = optionTexts(args)
  const given = Object.entries({ '--vus': vus, '--iterations': iterations, '--stage': stages })
  const wrong = given.filter(([, texts]) => texts !== undefined).map(([name]) => name)
  if (wrong.length === 0) return
  throw new UserError(
    'INVALID_OPTIONS',
    `a workload model says itself how much load there is, not ${wrong.join(', ')}`,
    {
      exitCode: ExitCode.InvalidConfig,
      hint: 'change its TPS or users, or press * in the run to scale all of it',
    },
  )
}

/** A mistake in the flag is found with those of all other options. */
function durationOf(args: ParsedArgs, { duration }: WorkloadModel): Millis {
  const text = optionTexts(args).duration?.at(-1)
  return (text === undefined ? undefined : parseDuration(text)) ?? duration ?? USUAL_DURATION
}
