import type { Parsed } from '../base/result.ts'
import { boolean } from '../engine/config/codec.ts'

/** One flag of a command: how it is written, how its texts are read, what the help says. */
export interface Flag<T = unknown> {
  /** Without the dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string
  /** Counts as given when a flag with a value stands alone: `--http-debug`. */
  readonly bare?: string
  /** For the help. */
  readonly fallback?: string
  readonly help: string
  /** Asked when the flag is not given. */
  readonly env?: string
  /** Reads all the texts given for it, in order; never none. `at` is the flag as the user writes it. */
  readonly read: (texts: readonly string[], at: string) => Parsed<T>
}

/** A switch takes no value but `--flag=false`, and has a `--no-flag`. */
export const isSwitch = ({ value }: Flag): boolean => value === undefined

export const toggle = (name: string, help: string, short?: string): Flag<boolean> => ({
  name,
  help,
  read: boolean.fromFlags,
  ...(short === undefined ? {} : { short }),
})
