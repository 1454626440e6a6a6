import type { SecretSources } from '../modules/secrets/secret-sources.ts'
import type { FileTree } from '../script/bundle/file-tree.ts'
import type { CompiledScript } from '../script/compiled.ts'

/** A script as it travels to the workers. The protocol carries it without knowing what is in it. */
export interface LoadedCode {
  readonly compiled: CompiledScript
  /** A CommonJS script exports what is in its `default`. */
  readonly isCommonJs: boolean
  /** The folder that relative paths in `open()` start from. */
  readonly dir: string
  /** Where its files are: on the disk, or in an archive. */
  readonly tree: FileTree
  /** The files that init code opened when it first ran: no others may be opened later. */
  readonly opened: readonly string[]
  /** SharedArrays that init code made; their memory is shared, not copied. */
  readonly sharedArrays: ReadonlyMap<string, unknown>
  readonly exports: readonly string[]
  /** Variables of `__ENV` that an archive was made with; those of the run win. */
  readonly env: Readonly<Record<string, string>>
  readonly secrets: SecretSources
  readonly compatibilityMode: 'extended' | 'base'
}

export function asLoadedCode(script: object | undefined): LoadedCode {
  if (script === undefined || !('compiled' in script))
    throw new Error('a worker was told to run a script it does not have')
  return script as LoadedCode
}
