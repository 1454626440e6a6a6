import { ExitCode } from './exit-code.ts'

/** Where in the user's own text the mistake is. Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The lines around the place with a caret under it, ready to print. */
  readonly frame?: string
}

export interface UserErrorDetails {
  readonly exitCode?: ExitCode
  /** What to do about it, in one sentence. */
  readonly hint?: string
  readonly place?: SourcePlace
  readonly cause?: unknown
}

/** A mistake the user can mend: shown without our stack trace. `code` is stable and greppable. */
export class UserError extends Error {
  readonly code: string
  readonly exitCode: ExitCode
  readonly hint: string | undefined
  readonly place: SourcePlace | undefined

  constructor(code: string, message: string, details: UserErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'UserError'
    this.code = code
    this.exitCode = details.exitCode ?? ExitCode.InvalidConfig
    this.hint = details.hint
    this.place = details.place
  }
}
