import type { Millis } from '../../base/units.ts'
import type { TargetProcess } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import { parsePidStat } from './pid-stat.ts'
import { findListeners } from './port-owner.ts'
import { threadsOf } from './process-source.ts'
import type { Source } from './source.ts'

/** Clock ticks per second in /proc, the same on all of Linux's platforms that Node runs on (USER_HZ). */
const ticksPerSecond = 100
const pageSize = 4096

/** The process that listens on a port of this host. A server that restarts is looked for again. */
export function targetSource(tree: ProcTree, port: () => number | undefined): Source {
  let watched: { readonly port: number; readonly processes: readonly Watched[] } | undefined
  return (period) => {
    const wanted = port()
    if (wanted === undefined) return {}
    if (watched?.port !== wanted || watched.processes.length === 0) {
      watched = { port: wanted, processes: findListeners(tree, wanted).map((pid) => watchProcess(tree, pid)) }
      return {}
    }
    const readings = watched.processes.flatMap((process) => process(period) ?? [])
    if (readings.length === 0) watched = undefined
    const [first] = readings
    return first === undefined ? {} : { target: together(first, readings) }
  }
}

type Watched = (period: Millis) => TargetProcess | undefined

function watchProcess(tree: ProcTree, pid: number): Watched {
  const threads = threadsOf(tree, pid)
  threads(0)
  let before = parsePidStat(tree.readOnce(`/proc/${pid}/stat`) ?? '')
  // Threads may rename themselves; the program they run stays.
  const program = tree.link(`/proc/${pid}/exe`)?.split('/').at(-1)
  return (period) => {
    const now = parsePidStat(tree.readOnce(`/proc/${pid}/stat`) ?? '')
    const last = before
    before = now
    if (now === undefined || last === undefined || !(period > 0)) return undefined
    const busiest = threads(period)?.toSorted((a, b) => b.cpu - a.cpu)[0]
    return {
      name: program ?? now.name,
      pids: [pid],
      cpu: ((now.ticks - last.ticks) * 1000) / ticksPerSecond / period,
      rss: now.residentPages * pageSize,
      starved: busiest?.starved,
      busiestThread: busiest?.cpu,
    }
  }
}

function together(first: TargetProcess, all: readonly TargetProcess[]): TargetProcess {
  const sum = (of: (process: TargetProcess) => number): number => all.reduce((total, each) => total + of(each), 0)
  const busiest = all.toSorted((a, b) => (b.busiestThread ?? 0) - (a.busiestThread ?? 0))[0] ?? first
  return {
    name: first.name,
    pids: all.flatMap(({ pids }) => pids),
    cpu: sum(({ cpu }) => cpu),
    rss: sum(({ rss }) => rss),
    starved: busiest.starved,
    busiestThread: busiest.busiestThread,
  }
}
