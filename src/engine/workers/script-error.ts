import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { TestAborted } from '../modules/test-aborted.ts'
import type { MapStack } from '../script/bundle/map-stack.ts'

/** What a script threw, with its stack in the user's own lines: `Error: no such user\n    at login (shop.js:12:9)`. */
export function describeThrown(thrown: unknown, mapStack: MapStack): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const stack = thrown.stack === undefined ? undefined : mapStack(thrown.stack)
  return stack ?? `${thrown.name}: ${thrown.message}`
}

/** An exception of init code, setup, teardown or handleSummary as a mistake of the user's: exit code 107, or 108 when it is `exec.test.abort()`. */
export function scriptError(thrown: unknown, mapStack: MapStack): UserError {
  if (thrown instanceof UserError) return thrown
  if (thrown instanceof TestAborted) {
    return new UserError('TEST_ABORTED', thrown.message, { exitCode: ExitCode.ScriptAborted, cause: thrown })
  }
  return new UserError('SCRIPT_EXCEPTION', describeThrown(thrown, mapStack), {
    exitCode: ExitCode.ScriptException,
    cause: thrown,
  })
}
