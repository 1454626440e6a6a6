import type { MetricDef } from './metric.ts'

/**
 * Readings of this host and of the target, which nobody in the engine takes: they are fed to a run from outside, so that thresholds can
 * be set on them. Their names hold a dot, which names of metrics cannot. Shares are percents, CPU of a process is percents of one core.
 */
const readings = [
  // Of the cores that kneepoint may use.
  'host.cpu',
  'host.steal',
  'host.process',
  'host.memory',
  // The busiest event loop.
  'host.loop',
  'host.files',
  // To the destination that uses most.
  'host.ports',
  // What an endpoint tells: machines, processes, runtimes and pools.
  'target.cpu',
  'target.busiest_core',
  'target.process_cpu',
  'target.system_cpu',
  'target.event_loop',
  'target.memory',
  'target.heap',
  'target.network',
  'target.disk',
  'target.garbage_collection',
  'target.files',
  'target.threads',
  'target.database_connections',
  // The process behind a port of this host, and its busiest thread.
  'target.process',
  'target.thread',
] as const

/** A series that the user asked for. */
export const seriesMetric = (series: string): string => `target.${series}`

export const isReading = (metric: string): boolean => metric.includes('.')

/** `series`: names of the target's series that are fed besides. */
export const readingMetrics = (series: readonly string[] = []): readonly MetricDef[] =>
  [...readings, ...series.map(seriesMetric)].map((name) => ({
    name,
    kind: 'trend',
    contains: 'default',
    internal: true,
  }))
