import type { Flag } from './flag.ts'

export interface FlagGroup {
  readonly title: string
  readonly flags: readonly Flag[]
}

/** What stands in a command without dashes. */
export interface Argument {
  readonly name: string
  readonly help: string
  readonly isOptional?: boolean
  /** There may be more of it; only the last one can be so. */
  readonly isRepeated?: boolean
}

export interface Command {
  readonly summary: string
  readonly arguments: readonly Argument[]
  readonly groups: readonly FlagGroup[]
  /** Whole command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[]
  /** Flags that are not known here are kept as texts, for a program that is not known here either (the model of a target). */
  readonly takesForeignFlags?: boolean
}
