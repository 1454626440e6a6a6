import { Worker } from 'node:worker_threads'
import { createStore, type Store } from '../base/store.ts'
import type { HostReading } from '../base/host-reading.ts'

/** What the probe thread is told. */
export interface ToProbe {
  /** The port of the target, when that runs on this host. */
  readonly targetPort: number | undefined
}

export interface HostProbe {
  /** The newest reading; undefined until there is one. */
  readonly readings: Store<HostReading | undefined>
  /** From now on the process that listens on this port is watched too. */
  readonly watchTarget: (port: number | undefined) => void
  readonly close: () => Promise<void>
}

/** Watches this host from a thread of its own. A probe that fails ends the readings, never the run. */
export function startHostProbe(): HostProbe {
  const readings = createStore<HostReading | undefined>(undefined)
  const file = import.meta.url.endsWith('.ts') ? './probe-thread.ts' : './probe-thread.js'
  const thread = new Worker(new URL(file, import.meta.url), { name: 'kneepoint-probes' })
  thread.on('message', (reading: HostReading) => readings.set(reading))
  thread.on('error', () => readings.set(undefined))
  thread.unref()
  return {
    readings,
    watchTarget: (targetPort) => thread.postMessage({ targetPort } satisfies ToProbe),
    close: async () => {
      await thread.terminate()
    },
  }
}
