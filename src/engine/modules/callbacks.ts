import { BlockingCall } from './blocking.ts'
import { runSteps, type Steps } from './script-call.ts'
import type { Vu } from './vu.ts'

/** Runs a callback of the script when its turn has come; `done` is told once the promise reactions to it have run. */
export function postCallback(vu: Vu, body: () => unknown, done: () => void): void {
  vu.post(() => runSteps(callBack(body, done)))
}

function* callBack(body: () => unknown, done: () => void): Steps<void> {
  try {
    const result = body()
    if (result instanceof BlockingCall) yield result
  } finally {
    setImmediate(done)
  }
}
