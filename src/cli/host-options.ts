import { UserError } from '../base/errors.ts'
import type { ScrapeTarget } from '../probes/target/target-scraper.ts'
import type { ParsedArgs } from './args.ts'
import * as flags from './host-flags.ts'

/** How a run looks at this host and at the target. */
export interface HostOptions {
  /** What the script comes to here without a target is measured before the run. */
  readonly calibrates: boolean
  /** The target's own metrics: where, and which series besides the known ones. */
  readonly endpoints: readonly ScrapeTarget[]
}

export function hostOptionsOf({ valueOf }: ParsedArgs): HostOptions {
  const urls = valueOf(flags.targetMetrics) ?? []
  const series = valueOf(flags.targetSeries) ?? []
  if (urls.length === 0 && series.length > 0) {
    throw new UserError('INVALID_OPTIONS', '--target-series names a series of an endpoint, and there is none', {
      hint: 'add --target-metrics http://host:9100/metrics',
    })
  }
  return {
    calibrates: valueOf(flags.calibrate) ?? false,
    endpoints: urls.map((url) => ({ url, series })),
  }
}
