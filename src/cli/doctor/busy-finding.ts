import type { CpuReading } from '../../base/host-reading.ts'
import type { Finding } from './finding.ts'

const mostBusy = 0.3
const mostSteal = 0.02

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** What this host does already, before there is any load of ours. */
export function busyFinding(cpu: CpuReading | undefined): Finding {
  if (cpu === undefined) return { check: 'cpu now', level: 'unknown', text: 'how busy the CPUs are is not told here' }
  const { usableBusy = cpu.total, steal } = cpu
  const stolen = steal === undefined ? '' : `, and the hypervisor takes ${percent(steal)}`
  const text = `the CPUs are ${percent(usableBusy)} busy without any load${stolen}`
  const isCalm = usableBusy <= mostBusy && (steal ?? 0) <= mostSteal
  if (isCalm) return { check: 'cpu now', level: 'ok', text }
  return {
    check: 'cpu now',
    level: 'warn',
    text,
    mend: 'take other work off this machine, or use one whose CPUs are not shared',
  }
}
