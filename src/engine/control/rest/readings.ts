/** What the API shows of a run beyond its snapshots. */
export interface RunReadings {
  /** Of the whole run so far. */
  readonly metrics: () => readonly MetricReading[]
  /** The root of all groups; its path is empty. */
  readonly groups: () => GroupReading
  readonly vusInitialized: () => number
  /** A signal or a request of this API ended the run before its time. */
  readonly isStopped: () => boolean
}

export interface MetricReading {
  /** A submetric has its selector in it: `http_reqs{status:200}`. */
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'rate' | 'trend'
  readonly contains: 'default' | 'time' | 'data'
  /** Whether a threshold on it fails now; null without thresholds. */
  readonly tainted: boolean | null
  readonly sample: Readonly<Record<string, number>>
}

export interface CheckReading {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly passes: number
  readonly fails: number
}

export interface GroupReading {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly groups: readonly GroupReading[]
  readonly checks: readonly CheckReading[]
}

/** What the API may do about setup and teardown. Where it makes no sense they throw a `UserError` with the code `NOT_NOW`. */
export interface SetupDesk {
  /** JSON; undefined when setup returned nothing or did not run. */
  readonly data: () => string | undefined
  readonly replace: (json: string | undefined) => void
  readonly setup: () => Promise<void>
  readonly teardown: () => Promise<void>
}
