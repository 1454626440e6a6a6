/** Where the script can't go on waiting, or a function of it, for error messages. Lines and columns count from 1. */
export interface ScriptPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  /** What stands there, as the user would call it: `get token`, `new Client`. */
  readonly what: string
}

/** Where a function can be suspended: in the code as it runs, as a stack trace would have it. */
export interface CallPlace {
  /** Of the function. */
  readonly name: string
  readonly line: number
  readonly column: number
}

export interface ImportedModule {
  readonly specifier: string
  /** The names imported; `*` for the namespace as a whole. Empty for an import for its effects, or by `require`. */
  readonly names: readonly string[]
}

/** A script made ready to run with blocking calls. Plain data: it is posted to every worker. */
export interface CompiledScript {
  /** What the user calls it, for messages. */
  readonly file: string
  /** The body of a function; `parameters` are its parameters. */
  readonly code: string
  readonly parameters: readonly string[]
  /** From `code` to the user's own files: a source map, version 3, as JSON text. */
  readonly map: string
  readonly imports: readonly ImportedModule[]
  /** The names exported, without those of `export * from` a module of k6. */
  readonly exports: readonly string[]
  readonly hasTopLevelAwait: boolean
  /** Whether work can be left behind in promises or timers when a function of the script has returned. */
  readonly usesPromises: boolean
  /** The script can seed `Math.random`, or puts another in its place: then every VU has a `Math` of its own. */
  readonly hasOwnMath: boolean
  readonly places: readonly ScriptPlace[]
  readonly sites: readonly CallPlace[]
}
