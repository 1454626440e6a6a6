import type { ParsedArgs } from './args.ts'
import { optionFlags } from './k6-flags.ts'
import { logSink, type LogSink } from './log-sink.ts'
import * as own from './own-flags.ts'

/** Opens the log that the command line asks for: before the script is read, because its init code logs already. */
export const logSinkOf = ({ valueOf }: ParsedArgs): LogSink =>
  logSink({
    quiet: valueOf(own.quiet) ?? false,
    verbose: valueOf(own.verbose) ?? false,
    format: valueOf(own.logFormat) ?? 'text',
    output: valueOf(own.logOutput) ?? 'stderr',
    consoleOutput: consoleOutputOf(valueOf),
  })

function consoleOutputOf(valueOf: ParsedArgs['valueOf']): string | undefined {
  const flag = optionFlags.get('consoleOutput')
  const texts = flag === undefined ? undefined : valueOf(flag)
  return texts?.at(-1) ?? (process.env['K6_CONSOLE_OUTPUT'] || undefined)
}
