import type { PromptKind } from '../store/ui-state.ts'
import type { ViewName } from '../store/view-table.ts'

/** What a key or a typed command asks for. */
export type Action =
  | { readonly do: 'step-load'; readonly turn: 1 | -1 }
  /** By a fixed amount of the scenario's own unit. */
  | { readonly do: 'add-load'; readonly by: number }
  /** `unit` undefined = whatever the scenario's is. */
  | { readonly do: 'set-load'; readonly value: number; readonly unit: 'rate' | 'vus' | undefined }
  | { readonly do: 'turn-step'; readonly turn: 1 | -1 }
  | { readonly do: 'set-step'; readonly percent: number }
  | { readonly do: 'turn-scenario'; readonly turn: 1 | -1 }
  | { readonly do: 'select'; readonly name: string }
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'toggle-pause' }
  | { readonly do: 'undo' }
  | { readonly do: 'follow' }
  | { readonly do: 'mark'; readonly note: string }
  | { readonly do: 'stop'; readonly now: boolean }
  | { readonly do: 'turn' }
  | { readonly do: 'toggle-help' }
  | { readonly do: 'show'; readonly view: ViewName }
  | { readonly do: 'ask'; readonly kind: PromptKind }
