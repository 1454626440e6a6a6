import type { Millis } from '../../base/units.ts'
import type { HostReading } from '../../base/host-reading.ts'

/** One kind of fact about the host. Keeps what it needs to say what changed; `period` is the time since its last look. */
export type Source = (period: Millis) => Partial<Omit<HostReading, 'probe'>>
