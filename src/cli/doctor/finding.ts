/** `fail`: the load asked for cannot be made as things are. `warn`: it may turn out so. `unknown`: this platform does not tell. */
export type FindingLevel = 'ok' | 'warn' | 'fail' | 'unknown'

export type CheckName =
  | 'files'
  | 'system files'
  | 'ports'
  | 'cores'
  | 'cpu quota'
  | 'memory'
  | 'cpu now'
  | 'cpu speed'
  | 'conntrack'
  | 'listen backlog'
  | 'ceiling'

/** One thing that was looked at. */
export interface Finding {
  readonly check: CheckName
  readonly level: FindingLevel
  /** With its numbers. */
  readonly text: string
  /** The command that mends it, where something is to be mended. */
  readonly mend?: string
}
