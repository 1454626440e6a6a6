/** What handlers of `error` get: the text is in the method `error()`, as scripts of k6 read it. */
export class SocketError extends Error {
  override readonly name: string = 'SocketError'
  error(): string {
    return this.message
  }
}
