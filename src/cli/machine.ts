import { availableParallelism } from 'node:os'
import type { ParsedArgs } from './args.ts'
import { outputConfigsOf, takesStdout } from './output-options.ts'
import * as own from './own-flags.ts'

/** One core is left for main, which aggregates and draws. */
export const threadsOf = ({ valueOf }: ParsedArgs): number =>
  valueOf(own.threads) ?? Math.max(1, availableParallelism() - 1)

/** Where there is no terminal there is no screen, nor where an output has it. */
export const isHeadless = (args: ParsedArgs): boolean =>
  args.valueOf(own.headless) === true || !process.stdout.isTTY || takesStdout(outputConfigsOf(args))
