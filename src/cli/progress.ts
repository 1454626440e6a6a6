import type { Store } from '../base/store.ts'
import type { RunSnapshot } from '../engine/api.ts'
import { progressLine } from './progress-line.ts'

/** One line a second on `out`, until disposed. */
export function showProgress(snapshots: Store<RunSnapshot>, out: NodeJS.WriteStream): Disposable {
  const timer = setInterval(() => {
    const snapshot = snapshots.get()
    if (snapshot.phase.kind !== 'finished') out.write(`${progressLine(snapshot)}\n`)
  }, 1000)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
