import type { Clock } from '../../base/clock.ts'
import type { HostReading } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import type { HostReader, WatchedTarget } from '../host-reader.ts'
import { cgroupSource } from './cgroup-source.ts'
import { cpuSource, pressureSource } from './cpu-source.ts'
import { memorySource } from './memory-source.ts'
import { conntrackSource, linkSource, portSource, socketSource, tcpSource } from './network-source.ts'
import { filesSource, processSource } from './process-source.ts'
import type { Source } from './source.ts'
import { targetSource } from './target-source.ts'

/** /proc and /sys directly: some ms a look, where systeminformation takes 300 and knows no steal (docs/adr/0005). */
export function linuxReader(tree: ProcTree, clock: Clock, target: WatchedTarget): HostReader {
  const cgroup = cgroupSource(tree)
  const sources: readonly Source[] = [
    cpuSource(tree, cgroup.cpuLimit),
    pressureSource(tree),
    cgroup.look,
    memorySource(tree),
    processSource(tree, processMillis),
    filesSource(tree),
    socketSource(tree),
    portSource(tree),
    tcpSource(tree),
    conntrackSource(tree),
    linkSource(tree),
    targetSource(tree, () => target.port),
  ]
  for (const source of sources) source(0)
  let before = clock.now()
  return {
    read: async () => {
      const now = clock.now()
      const period = now - before
      before = now
      const spent = threadMillis()
      const facts = sources.reduce<Partial<HostReading>>((all, source) => Object.assign(all, source(period)), {})
      return { ...facts, probe: { cpu: threadMillis() - spent, period } }
    },
  }
}

const sumOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000
const processMillis = (): number => sumOf(process.cpuUsage())
const threadMillis = (): number => sumOf(process.threadCpuUsage())
