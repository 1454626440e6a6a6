import type { ProcTree } from '../proc-tree.ts'
import { parseMemInfo } from './mem-info.ts'
import { growthOf } from './rate-of.ts'
import type { Source } from './source.ts'
import { parseSwapIns } from './vm-stat.ts'

/** x86 and most others; where pages are larger, more was swapped than is told. */
const pageSize = 4096

export function memorySource(tree: ProcTree): Source {
  const pages = growthOf()
  return (period) => {
    const memory = parseMemInfo(tree.read('/proc/meminfo') ?? '')
    const swapped = pages(parseSwapIns(tree.read('/proc/vmstat') ?? ''))
    if (memory === undefined) return {}
    const swappedIn = swapped === undefined || !(period > 0) ? undefined : (swapped * pageSize * 1000) / period
    return { memory: { ...memory, swappedIn } }
  }
}
