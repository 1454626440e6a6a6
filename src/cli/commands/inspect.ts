import { maxVUs, totalDuration } from '../../engine/config/requirements.ts'
import { formatDuration } from '../../base/duration.ts'
import { inspectOptions } from '../../engine/config/option-json.ts'
import { createEngine } from '../../engine/index.ts'
import type { ParsedArgs } from '../args.ts'
import { logSinkOf } from '../log-options.ts'
import { loadWork } from '../load-work.ts'
import * as own from '../own-flags.ts'
import { invalid } from '../read-command-line.ts'
import { consolidateRun } from '../run-options.ts'

/** Prints the options of a script as JSON; with --execution-requirements all layers together, and what the run will need. */
export async function inspect(args: ParsedArgs): Promise<number> {
  const [path = ''] = args.positional
  const engine = createEngine(1, logSinkOf(args).write)
  try {
    const loaded = await loadWork(engine, args, path)
    const json =
      args.valueOf(own.executionRequirements) === true ? required(args, path, loaded) : exported(loaded.options)
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
    return 0
  } finally {
    await engine.close()
  }
}

function exported(options: unknown): unknown {
  const inspected = inspectOptions(options)
  if (!inspected.ok) throw invalid('INVALID_CONFIG', inspected.problems)
  return inspected.value.json
}

function required(args: ParsedArgs, path: string, loaded: Parameters<typeof consolidateRun>[1]['loaded']): unknown {
  const work = { kind: 'script', path } as const
  const { config } = consolidateRun(args, { work, threads: 1, ...(loaded === undefined ? {} : { loaded }) })
  return { ...config.scriptOptions, totalDuration: formatDuration(totalDuration(config)), maxVUs: maxVUs(config) }
}
