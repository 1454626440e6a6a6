import type { Cause } from '../../http/failures.ts'
import { GoError } from '../go-error.ts'

/** A request that could not be made, or failed where the script asked for an exception. `code` is k6's error_code. */
export class RequestError extends GoError {
  readonly code: number

  constructor({ code, message }: Cause) {
    super(message)
    this.code = code
  }
}
