import type { RunHandle } from '../../api.ts'
import type { EventFeed } from './event-feed.ts'
import type { RunReadings, SetupDesk } from './readings.ts'

/** All that the API sees of a run. */
export interface Surface {
  readonly run: RunHandle
  readonly readings: RunReadings
  readonly setup: SetupDesk
  readonly feed: EventFeed
}
