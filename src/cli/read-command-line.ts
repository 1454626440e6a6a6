import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import { type ParsedArgs, parseArgs } from './args.ts'

/** The command line, or one error with everything that is wrong with it. */
export function readCommandLine(argv: readonly string[]): ParsedArgs {
  const parsed = parseArgs(argv, process.env)
  if (parsed.ok) return parsed.value
  throw invalid('INVALID_COMMAND_LINE', parsed.problems)
}

/** Several problems as one error: each on a line of its own. */
export const invalid = (code: string, problems: readonly string[]): UserError =>
  new UserError(code, problems.join('\nkneepoint: '), { exitCode: ExitCode.InvalidConfig })
