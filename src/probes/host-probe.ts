import { Worker } from 'node:worker_threads'
import { createStore, type Store } from '../base/store.ts'
import type { HostReading } from '../base/host-reading.ts'
import type { TargetReading } from '../base/target-reading.ts'
import type { ScrapeTarget } from './target/target-scraper.ts'

/** What the probe thread is told. */
export interface ToProbe {
  /** The port of the target, when that runs on this host. */
  readonly targetPort: number | undefined
}

/** What the probe thread says. */
export type FromProbe =
  | { readonly kind: 'host'; readonly reading: HostReading }
  | { readonly kind: 'target'; readonly reading: TargetReading }

export interface HostProbe {
  /** The newest reading; undefined until there is one. */
  readonly readings: Store<HostReading | undefined>
  /** The newest of the target's own metrics, of any endpoint; undefined until there is one. */
  readonly targets: Store<TargetReading | undefined>
  /** From now on the process that listens on this port is watched too. */
  readonly watchTarget: (port: number | undefined) => void
  readonly close: () => Promise<void>
}

/** Watches this host, and the endpoints given, from a thread of its own. A probe that fails ends the readings, never the run. */
export function startHostProbe(endpoints: readonly ScrapeTarget[] = []): HostProbe {
  const readings = createStore<HostReading | undefined>(undefined)
  const targets = createStore<TargetReading | undefined>(undefined)
  const file = import.meta.url.endsWith('.ts') ? './probe-thread.ts' : './probe-thread.js'
  const thread = new Worker(new URL(file, import.meta.url), { name: 'kneepoint-probes', workerData: endpoints })
  thread.on('message', (message: FromProbe) => {
    if (message.kind === 'host') readings.set(message.reading)
    else targets.set(message.reading)
  })
  thread.on('error', () => readings.set(undefined))
  thread.unref()
  return {
    readings,
    targets,
    watchTarget: (targetPort) => thread.postMessage({ targetPort } satisfies ToProbe),
    close: async () => {
      await thread.terminate()
    },
  }
}
