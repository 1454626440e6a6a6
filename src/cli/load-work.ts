import { text } from 'node:stream/consumers'
import type { Engine, LoadedScript } from '../engine/index.ts'
import type { ParsedArgs } from './args.ts'
import * as own from './own-flags.ts'
import { runtimeOptionsOf } from './run-options.ts'

/** Loads the script that the command line names; `-` is standard input. */
export async function loadWork(engine: Engine, args: ParsedArgs, path: string): Promise<LoadedScript> {
  return load(engine, args, path, path === '-' ? await text(process.stdin) : undefined)
}

/** Loads a script that was made here: relative paths in it start in the working folder. */
export const loadMadeScript = (engine: Engine, args: ParsedArgs, script: string): Promise<LoadedScript> =>
  load(engine, args, '-', script)

function load(engine: Engine, args: ParsedArgs, path: string, stdin: string | undefined): Promise<LoadedScript> {
  const { env, testType, compatibilityMode } = runtimeOptionsOf(args)
  const secrets = args.valueOf(own.secretSource) ?? {}
  return engine.load({ path, env, testType, compatibilityMode, secrets, stdin })
}
