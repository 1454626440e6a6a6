import type { PerSecond } from '../../base/units.ts'
import { readHostLimits } from '../../probes/read-limits.ts'
import { type CalibrationWork, calibrate } from '../calibration/calibrate.ts'
import type { HostOptions } from '../host-options.ts'
import type { LogSink } from '../log-sink.ts'
import { ceilingFinding } from './ceiling-finding.ts'
import { findingsOf } from './checks.ts'
import { demandOf } from './demand.ts'
import type { Finding } from './finding.ts'

export interface HostCheck extends CalibrationWork {
  readonly host: HostOptions
  readonly logs: LogSink
}

/**
 * Before every run: what of this host is in the way of the load, each with what mends it. Takes milliseconds, unless the script is to be
 * calibrated. Gives back what the script comes to here, if that was measured.
 */
export async function checkHost({ host, logs, ...work }: HostCheck): Promise<PerSecond | undefined> {
  const demand = demandOf(work.config)
  const findings = findingsOf(await readHostLimits(), demand)
  for (const finding of findings.filter(({ level }) => level === 'fail')) logs.write(warningOf(finding))
  if (!host.calibrates) return undefined
  const calibration = await calibrate(work)
  const finding = ceilingFinding(calibration, demand)
  logs.write(finding.level === 'ok' ? { ...warningOf(finding), level: 'info' } : warningOf(finding))
  return calibration.ceiling
}

const warningOf = ({ check, text, mend }: Finding): Parameters<LogSink['write']>[0] => ({
  type: 'log',
  level: 'warn',
  source: 'engine',
  message: `this host: ${check}: ${text}${mend === undefined ? '' : `; ${mend}`}`,
})
