import { BlockingCall, type Waiter } from '../blocking.ts'

/** A blocking call that a test finishes by hand. */
export class ScriptedCall extends BlockingCall {
  readonly callName: string
  waiter: Waiter | undefined
  isCancelled = false

  constructor(callName = 'http.get') {
    super()
    this.callName = callName
  }
  override start(waiter: Waiter): void {
    this.waiter = waiter
  }
  override cancel(): void {
    this.isCancelled = true
  }
}
