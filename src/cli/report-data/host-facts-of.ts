import type { HostReading } from '../../base/host-reading.ts'
import type { Share } from '../../base/units.ts'
import type { ReadingLine, RecordHeader } from '../../engine/record/record-format.ts'
import type { Column, HostFacts } from '../../report/report-data.ts'
import type { HostView } from '../../ui/host-view.ts'
import { envelopeOf } from './envelope.ts'
import type { RecordedResult } from './recorded-result.ts'

export function hostFactsOf(
  { host }: Pick<RecordHeader, 'host'>,
  readings: readonly ReadingLine[],
  result: RecordedResult | undefined,
): HostFacts {
  const lines = readings.filter(({ of }) => of === 'host')
  const envelope = envelopeOf(lines.map(({ at }) => at))
  const column = (of: (reading: Partial<HostReading>) => number | undefined): Column =>
    envelope.of(lines.map(({ reading }) => of((reading as Partial<HostView>).reading ?? {})))
  const cores = typeof host['cpus'] === 'number' ? host['cpus'] : undefined
  const share = (used: number | undefined): Share | undefined =>
    used === undefined || cores === undefined ? undefined : used / cores
  return {
    facts: Object.fromEntries(Object.entries(host).filter(isPrintable)),
    at: envelope.at,
    cpu: column(({ cpu }) => cpu?.total),
    steal: column(({ cpu }) => cpu?.steal),
    kneepointCpu: column(({ process }) => share(process?.cpu)),
    targetCpu: column(({ target }) => share(target?.cpu)),
    memory: column(({ memory }) => (memory === undefined ? undefined : 1 - memory.available / memory.total)),
    cpuSeconds: result?.host?.processCpuSeconds,
  }
}

const isPrintable = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number'
