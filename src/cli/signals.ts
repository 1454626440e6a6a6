import type { Millis } from '../base/units.ts'

export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** A launcher passes on what the terminal also sent to us: two signals this close are one. */
const ECHO: Millis = 150

/**
 * The first signal asks for a graceful stop, the second for one at once. Returns what takes the handlers away again.
 */
export function onStopSignals(stop: (graceful: boolean, signal: StopSignal) => void): Disposable {
  const hasLauncher = process.env['KNEEPOINT_LAUNCHER'] !== undefined
  let count = 0
  let last = Number.NEGATIVE_INFINITY
  const handle = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (hasLauncher && now - last < ECHO) return
    last = now
    count += 1
    stop(count === 1, signal as StopSignal)
  }
  const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, handle)
  return {
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, handle)
    },
  }
}
