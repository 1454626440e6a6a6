import { text } from 'node:stream/consumers'
import type { Engine, LoadedScript } from '../engine/index.ts'
import type { ParsedArgs } from './args.ts'
import * as own from './own-flags.ts'
import { runtimeOptionsOf } from './run-options.ts'

/** Loads the script that the command line names; `-` is standard input. */
export async function loadWork(engine: Engine, args: ParsedArgs, path: string): Promise<LoadedScript> {
  const { env, testType, compatibilityMode } = runtimeOptionsOf(args)
  const secrets = args.valueOf(own.secretSource) ?? {}
  const stdin = path === '-' ? await text(process.stdin) : undefined
  return engine.load({ path, env, testType, compatibilityMode, secrets, stdin })
}
