import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'

/** Something is wrong with a record, or there is none: what, and what to do. */
export const recordError = (code: string, message: string, hint: string, cause?: unknown): UserError =>
  new UserError(code, message, { exitCode: ExitCode.InvalidConfig, hint, cause })
