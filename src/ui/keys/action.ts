import type { Command } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'
import type { LogKind } from '../lists/log-entries.ts'
import type { RequestColumn } from '../lists/request-rows.ts'
import type { PromptKind } from '../store/prompt.ts'
import type { ViewName } from '../store/view-table.ts'

/** As the run takes them. */
export type LoadStage = Extract<Command, { type: 'set-stages' }>['stages'][number]

/** `rampMs`: what the change takes; undefined = what changes take at the time. */
interface Ramp {
  readonly rampMs: Millis | undefined
}

/** What a key or a typed command asks for. */
export type Action = LoadAction | RunAction | ScreenAction | ListAction

/** Of the load, mostly that of the selected scenario. */
export type LoadAction =
  | { readonly do: 'step-load'; readonly turn: 1 | -1 }
  /** By a fixed amount of the scenario's own unit. */
  | { readonly do: 'add-load'; readonly by: number }
  /** `unit` undefined = whatever the scenario's is. */
  | ({ readonly do: 'set-load'; readonly value: number; readonly unit: 'rate' | 'vus' | undefined } & Ramp)
  /** Of all scenarios. */
  | ({ readonly do: 'scale'; readonly factor: number } & Ramp)
  | ({ readonly do: 'follow'; readonly all: boolean } & Ramp)
  | { readonly do: 'set-stages'; readonly stages: readonly LoadStage[] }
  | { readonly do: 'set-max-vus'; readonly maxVUs: number }
  | { readonly do: 'set-ramp'; readonly time: Millis }
  | { readonly do: 'start-scenario' }
  | { readonly do: 'stop-scenario'; readonly now: boolean }

/** Of the run as a whole. */
export type RunAction =
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'toggle-pause' }
  | { readonly do: 'undo' }
  | { readonly do: 'explore'; readonly action: Extract<Command, { type: 'explore' }>['action'] }
  | { readonly do: 'mark'; readonly note: string }
  | { readonly do: 'stop'; readonly now: boolean }
  /** `by` counts from where the replay is, `to` from the beginning of the record. */
  | { readonly do: 'seek'; readonly by: Millis }
  | { readonly do: 'seek-to'; readonly to: Millis }
  | { readonly do: 'speed'; readonly times: number }
  | { readonly do: 'set-speed'; readonly speed: number }

/** Of nothing but the screen. */
export type ScreenAction =
  | { readonly do: 'turn-step'; readonly turn: 1 | -1 }
  | { readonly do: 'set-step'; readonly percent: number }
  | { readonly do: 'turn-scenario'; readonly turn: 1 | -1 }
  | { readonly do: 'select'; readonly name: string }
  | { readonly do: 'toggle-help' }
  | { readonly do: 'leave' }
  | { readonly do: 'show'; readonly view: ViewName }
  | { readonly do: 'ask'; readonly kind: PromptKind }
  /** One more or less of what a column of the time axis spans. */
  | { readonly do: 'widen'; readonly turn: 1 | -1 }
  | { readonly do: 'freeze' }
  | { readonly do: 'scroll-time'; readonly turn: 1 | -1 }
  | { readonly do: 'summary' }

/** Of the list on the screen. */
export type ListAction =
  | { readonly do: 'scroll'; readonly to: ScrollTo }
  /** To its next page. */
  | { readonly do: 'turn' }
  | { readonly do: 'sort'; readonly by: RequestColumn | 'next' | 'previous' | 'again' | 'reverse' }
  /** Another kind of log entries. */
  | { readonly do: 'kind'; readonly kind: LogKind | 'next' }
  /** Shows only what contains the text; all when it is empty. */
  | { readonly do: 'filter'; readonly text: string }

export const scrollTargets = ['up', 'down', 'page-up', 'page-down', 'first', 'last'] as const
export type ScrollTo = (typeof scrollTargets)[number]
