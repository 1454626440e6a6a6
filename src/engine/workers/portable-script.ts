import type { CompiledScript } from '../script/compiled.ts'

/** A script as it travels to the workers. The protocol carries it without knowing what is in it. */
export interface LoadedCode {
  readonly compiled: CompiledScript
  /** The folder that relative paths in `open()` start from. */
  readonly dir: string
  /** The files that init code opened when it first ran: no others may be opened later. */
  readonly opened: readonly string[]
  /** SharedArrays that init code made; their memory is shared, not copied. */
  readonly sharedArrays: ReadonlyMap<string, unknown>
  readonly exports: readonly string[]
}

export function asLoadedCode(script: object | undefined): LoadedCode {
  if (script === undefined || !('compiled' in script))
    throw new Error('a worker was told to run a script it does not have')
  return script as LoadedCode
}
