/** What functions of k6's modules throw: scripts and their logs show this name. */
export class GoError extends Error {
  static {
    // On the prototype, as with the errors of the language: no own property that JSON would have.
    Object.defineProperty(this.prototype, 'name', { value: 'GoError', configurable: true, writable: true })
  }
}
