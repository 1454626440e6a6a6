import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { TestAborted } from '../modules/test-aborted.ts'
import { UncaughtRejection } from '../script/uncaught-rejection.ts'
import { withoutForeignFrames } from '../script/script-stacks.ts'

/** What a script threw, with its stack in the user's own lines: `Error: no such user\n    at login (shop.js:12:9)`. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.stack === undefined ? `${thrown.name}: ${thrown.message}` : withoutForeignFrames(thrown.stack)
}

/** An exception of init code, setup, teardown or handleSummary as a mistake of the user's: exit code 107, 108 when it is
 * `exec.test.abort()`, 255 when a promise was rejected. */
export function scriptError(thrown: unknown): UserError {
  if (thrown instanceof UserError) return thrown
  if (thrown instanceof TestAborted) {
    return new UserError('TEST_ABORTED', thrown.message, { exitCode: ExitCode.ScriptAborted, cause: thrown })
  }
  return new UserError('SCRIPT_EXCEPTION', describeThrown(thrown), {
    exitCode: thrown instanceof UncaughtRejection ? ExitCode.Other : ExitCode.ScriptException,
    cause: thrown,
  })
}
