import type { LimitSecond } from '../../analysis/verdict/limit-second.ts'
import type { TargetReading } from '../../base/target-reading.ts'
import { seriesMetric } from '../../engine/metrics/reading-metrics.ts'

/** Readings by the names that thresholds know them by; shares as percents. What is not known is left out. */
export type Readings = Readonly<Record<string, number>>

const percents = (shares: Readonly<Record<string, number | undefined>>): Readings =>
  Object.fromEntries(
    Object.entries(shares).flatMap(([name, share]) => (share === undefined ? [] : [[name, 100 * share]])),
  )

/** Of a second: this host, and the process behind a target on it. */
export function hostReadings(second: LimitSecond | undefined): Readings {
  if (second === undefined) return {}
  const { host } = second
  const { files, ports, workers = [], target, memoryAvailable } = host
  const loops = workers.map(({ utilisation }) => utilisation)
  return percents({
    'host.cpu': host.cpu,
    'host.steal': host.steal,
    'host.process': host.processCpu,
    'host.memory': memoryAvailable === undefined ? undefined : 1 - memoryAvailable,
    'host.loop': loops.length === 0 ? undefined : Math.max(...loops),
    'host.files': files && files.open / files.limit,
    'host.ports': ports && ports.used / ports.range,
    'target.process': target?.cpu,
    'target.thread': target?.busiestThread,
  })
}

/** Of an endpoint: its resources, and the series that were asked for by their values. */
export function targetReadings(reading: TargetReading | undefined): Readings {
  if (reading === undefined) return {}
  const { resources, series } = reading
  const shares = resources.map(({ name, used }) => [`target.${name.replaceAll(' ', '_')}`, used] as const)
  return {
    ...percents(Object.fromEntries(shares)),
    ...Object.fromEntries(series.map(({ name, value }) => [seriesMetric(name), value])),
  }
}
