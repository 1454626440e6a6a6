import type { CgroupReading } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import { parseCfsQuota, parseCpuMax, parseMemoryLimit, parseThrottled } from './cgroup.ts'
import { findCgroups } from './cgroup-paths.ts'
import { shareOfTime } from './rate-of.ts'
import type { Source } from './source.ts'

/** What the control group lets this process have. `cpuLimit` is there before the first look. */
export interface CgroupSource {
  readonly look: Source
  /** In cores; undefined without a limit. */
  readonly cpuLimit: () => number | undefined
}

/** A limit of any group around this process holds, so the least counts, and the most that any was kept from running. */
export function cgroupSource(tree: ProcTree): CgroupSource {
  const paths = findCgroups(tree.readOnce('/proc/self/cgroup') ?? '', tree.readOnce('/proc/self/mountinfo') ?? '')
  if (paths === undefined) return { look: () => ({}), cpuLimit: () => undefined }
  const { version, cpu, memory } = paths
  const files = version === 2 ? v2Memory : v1Memory
  const cpuLimit = (): number | undefined => least(cpu.map((folder) => cpuLimitOf(tree, folder, version)))
  const shares = cpu.map(() => shareOfTime())
  const look: Source = (period) => {
    const throttled = readEach(tree, cpu, 'cpu.stat', parseThrottled).map((time, at) => shares[at]?.(time, period))
    const cgroup: CgroupReading = {
      version,
      cpuLimit: cpuLimit(),
      throttled: known(throttled).toSorted((a, b) => b - a)[0],
      memoryLimit: least(readEach(tree, memory, files.limit, parseMemoryLimit)),
      memoryUsed: known(readEach(tree, memory, files.used, parseMemoryLimit))[0],
    }
    return { cgroup }
  }
  return { look, cpuLimit }
}

const v1Memory = { limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes' } as const
const v2Memory = { limit: 'memory.max', used: 'memory.current' } as const

function cpuLimitOf(tree: ProcTree, folder: string, version: 1 | 2): number | undefined {
  if (version === 2) return readEach(tree, [folder], 'cpu.max', parseCpuMax)[0]
  return parseCfsQuota(tree.read(`${folder}/cpu.cfs_quota_us`), tree.read(`${folder}/cpu.cfs_period_us`))
}

/** The file of each folder, read; undefined where there is none. */
const readEach = <T>(
  tree: ProcTree,
  folders: readonly string[],
  file: string,
  parse: (text: string) => T | undefined,
): readonly (T | undefined)[] =>
  folders.map((folder) => {
    const text = tree.read(`${folder}/${file}`)
    return text === undefined ? undefined : parse(text)
  })

const known = (values: readonly (number | undefined)[]): readonly number[] =>
  values.filter((value) => value !== undefined)

function least(values: readonly (number | undefined)[]): number | undefined {
  const smallest = Math.min(...known(values))
  return Number.isFinite(smallest) ? smallest : undefined
}
