import { GoError } from '../go-error.ts'

/** What handlers of `error` get: the text is in the method `error()`, as scripts of k6 read it. */
export class SocketError extends GoError {
  error(): string {
    return this.message
  }
}
