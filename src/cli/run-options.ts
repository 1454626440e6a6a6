import { readFileSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import { type Consolidated, consolidate } from '../engine/config/consolidate.ts'
import type { Work } from '../engine/config/run-config.ts'
import { readRuntimeOptions, type RuntimeOptions } from '../engine/config/runtime-options.ts'
import type { ScenarioConfig } from '../engine/config/scenario.ts'
import type { LoadedScript } from '../engine/index.ts'
import { followedVersion } from '../engine/script/bundle/archive-format.ts'
import type { ParsedArgs } from './args.ts'
import { ownHttpOf } from './balance/balance-flags.ts'
import { optionTexts, runtimeTexts } from './k6-flags.ts'
import * as own from './own-flags.ts'
import { invalid } from './read-command-line.ts'
import { packageVersion } from './version.ts'

export interface RunRequest {
  readonly work: Work
  readonly threads: number
  readonly loaded?: LoadedScript
  readonly scenarios?: readonly ScenarioConfig[]
  /** Thresholds are not judged, whatever the layers say. */
  readonly noThresholds?: boolean
}

/** All layers of options put together; one error with everything that is wrong. */
export function consolidateRun(args: ParsedArgs, request: RunRequest): Consolidated {
  const { work, threads, loaded, scenarios } = request
  const configFile = args.valueOf(own.config)
  const runtime = runtimeOptionsOf(args)
  const consolidated = consolidate({
    work,
    threads,
    // Scripts that look for k6 in what they sent find it.
    userAgent: `kneepoint/${packageVersion()} (like Grafana k6/${followedVersion})`,
    runtime: request.noThresholds === true ? { ...runtime, noThresholds: true } : runtime,
    ownHttp: ownHttpOf(args),
    processEnv: process.env,
    flags: optionTexts(args),
    ...(configFile === undefined ? {} : { configFile: readConfigFile(configFile) }),
    ...(loaded === undefined ? {} : { script: loaded.options, callable: loaded.exports }),
    ...(scenarios === undefined ? {} : { scenarios }),
  })
  if (!consolidated.ok) throw invalid('INVALID_CONFIG', consolidated.problems)
  for (const warning of consolidated.value.warnings) process.stderr.write(`kneepoint: warning: ${warning}\n`)
  return consolidated.value
}

export function runtimeOptionsOf(args: ParsedArgs): RuntimeOptions {
  const runtime = readRuntimeOptions(runtimeTexts(args), process.env, true)
  if (!runtime.ok) throw invalid('INVALID_CONFIG', runtime.problems)
  return runtime.value
}

/** The parsed content of k6's config file. */
export function readConfigFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('INVALID_CONFIG_FILE', `--config: cannot read ${file}: ${reason}`, { cause })
  }
}
