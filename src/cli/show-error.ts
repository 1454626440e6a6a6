import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'

/** An error as the user reads it: what is wrong, where, and what to do. A fault of ours comes with its stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof UserError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return `kneepoint: this is a fault of kneepoint, please report it: ${text}`
  }
  const { message, place, hint } = error
  const where = place === undefined ? [] : [`  at ${place.file}:${place.line}:${place.column}`]
  const frame = place?.frame === undefined ? [] : [place.frame]
  return [`kneepoint: ${message}`, ...where, ...frame, ...(hint === undefined ? [] : [`  ${hint}`])].join('\n')
}

export const exitCodeOf = (error: unknown): number => (error instanceof UserError ? error.exitCode : ExitCode.Crashed)
