import type { Store } from '../base/store.ts'
import type { RunSnapshot } from '../engine/api.ts'
import type { RecordWriter } from '../engine/record/record-writer.ts'
import type { HostView } from '../ui/host-view.ts'

/** Keeps each look at this host in the record of the run. */
export function recordReadings(
  writer: RecordWriter | undefined,
  host: Store<HostView | undefined>,
  run: Store<RunSnapshot>,
): Disposable {
  let last: number | undefined
  const unsubscribe = host.subscribe(() => {
    const view = host.get()
    if (view === undefined || view.at === last) return
    last = view.at
    // The seconds before stand in the lines before.
    const { history: _history, ...now } = view
    writer?.reading(run.get().elapsed, 'host', now)
  })
  return { [Symbol.dispose]: unsubscribe }
}
