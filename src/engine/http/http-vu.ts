import type { Clock } from '../../base/clock.ts'
import type { HttpOptions } from '../config/run-config.ts'
import type { VuMetadata } from '../metrics/metadata.ts'
import type { Shard } from '../metrics/shard.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { VuHttp } from './vu-http.ts'

/** What HTTP needs to know of the worker it runs in; a WorkerContext has it all. */
export interface HttpWorker {
  readonly shard: Shard
  readonly clock: Clock
  readonly config: { readonly http: HttpOptions; readonly threads: number } | undefined
  readonly systemTags: ReadonlySet<string>
  readonly log: (level: 'warn' | 'info', message: string, source: 'engine') => void
  readonly problem: (code: number, message: string) => void
}

/** What HTTP needs to know of a virtual user; a Vu has it all. */
export interface HttpVu {
  readonly worker: HttpWorker
  /** From 1; 0 for setup, teardown and init. */
  readonly idInInstance: number
  tags: TagSetId
  readonly metadata: VuMetadata
  sawFailure: boolean
  readonly onIterationEnd: (cleanup: () => void) => void
  /** Its connections, once it has sent something. */
  http?: VuHttp | undefined
}
