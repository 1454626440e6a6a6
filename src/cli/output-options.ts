import { isObject } from '../engine/config/codec.ts'
import { type OutputConfig, writesToStdout } from '../engine/outputs/output-kinds.ts'
import { readOutputs } from '../engine/outputs/read-outputs.ts'
import type { ParsedArgs } from './args.ts'
import * as own from './own-flags.ts'
import { invalid } from './read-command-line.ts'
import { readConfigFile } from './run-options.ts'

/** The outputs asked for, by the command line, else the variable, else k6's config file; one error with everything that is wrong. */
export function outputConfigsOf(args: ParsedArgs): readonly OutputConfig[] {
  const file = args.valueOf(own.config)
  const content = file === undefined ? undefined : readConfigFile(file)
  const config = isObject(content) ? content : {}
  const texts = args.valueOf(own.out) ?? textsOf(config['out'])
  const outputs = readOutputs(texts, { env: process.env, collectors: config['collectors'] })
  if (!outputs.ok) throw invalid('INVALID_OUTPUT', outputs.problems)
  return outputs.value
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  const texts = list.filter((one) => typeof one === 'string')
  if (texts.length === list.length) return texts
  throw invalid('INVALID_OUTPUT', [`config.out must be a list of texts, got ${JSON.stringify(value)}`])
}

/** What is written to standard output leaves no room for a screen there. */
export const takesStdout = (outputs: readonly OutputConfig[]): boolean => outputs.some(writesToStdout)
