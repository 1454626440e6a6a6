import type { ParsedArgs } from './args.ts'
import * as flags from './host-flags.ts'

/** How a run looks at this host and at the target. */
export interface HostOptions {
  /** What the script comes to here without a target is measured before the run. */
  readonly calibrates: boolean
}

export const hostOptionsOf = ({ valueOf }: ParsedArgs): HostOptions => ({
  calibrates: valueOf(flags.calibrate) ?? false,
})
