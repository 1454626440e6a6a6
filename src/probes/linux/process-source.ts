import type { Bytes, Millis } from '../../base/units.ts'
import type { ThreadReading } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import { parseSchedStat, type SchedTimes } from './sched-stat.ts'
import { parseFileLimit } from './limits.ts'
import type { Source } from './source.ts'

/** x86 and most others. */
const pageSize = 4096

/** Threads that did less than this are not listed: V8 and libuv keep a dozen that sleep. */
const leastShown = 0.001

/** This process and its threads. */
export function processSource(tree: ProcTree, processCpu: () => Millis): Source {
  let before = processCpu()
  const threads = threadsOf(tree, 'self')
  threads(0)
  return (period) => {
    const now = processCpu()
    const cpu = period > 0 ? (now - before) / period : 0
    before = now
    const rss = residentBytes(tree.read('/proc/self/statm') ?? '')
    return rss === undefined ? {} : { process: { cpu, rss, threads: threads(period) } }
  }
}

/** The second number of /proc/PID/statm: resident pages. Node's own way would open a file each time. */
function residentBytes(text: string): Bytes | undefined {
  const pages = Number(text.split(' ')[1] ?? Number.NaN)
  return Number.isNaN(pages) ? undefined : pages * pageSize
}

/** Reads the threads of a process again and again; undefined when it may not be looked at (hidepid, another user's, gone). */
export function threadsOf(
  tree: ProcTree,
  pid: number | 'self',
): (period: Millis) => readonly ThreadReading[] | undefined {
  let before = new Map<string, SchedTimes>()
  const names = new Map<string, string>()
  return (period) => {
    const ids = tree.list(`/proc/${pid}/task`)
    if (ids === undefined) return undefined
    const now = new Map(ids.flatMap((id) => timesOf(tree, pid, id)))
    const readings = [...now].flatMap(([id, times]) => {
      const last = before.get(id)
      if (last === undefined || !(period > 0)) return []
      const [cpu, starved] = [(times.cpu - last.cpu) / period, (times.waited - last.waited) / period]
      if (cpu < leastShown && starved < leastShown) return []
      return [{ name: nameOf(tree, names, `/proc/${pid}/task/${id}/comm`), cpu, starved: Math.min(1, starved) }]
    })
    before = now
    return readings
  }
}

function timesOf(tree: ProcTree, pid: number | 'self', id: string): (readonly [string, SchedTimes])[] {
  const times = parseSchedStat(tree.readOnce(`/proc/${pid}/task/${id}/schedstat`) ?? '')
  return times === undefined ? [] : [[id, times]]
}

function nameOf(tree: ProcTree, names: Map<string, string>, path: string): string {
  const known = names.get(path)
  if (known !== undefined) return known
  const name = tree.readOnce(path)?.trim() ?? '-'
  names.set(path, name)
  return name
}

/** Open files of this process. The descriptor that the look takes itself is not counted. */
export function filesSource(tree: ProcTree): Source {
  const limit = parseFileLimit(tree.read('/proc/self/limits') ?? '')
  if (limit === undefined) return () => ({})
  return () => {
    const open = openFiles(tree)
    return open === undefined ? {} : { files: { open, limit } }
  }
}

/** Since Linux 6.2 stat tells it at once, without a descriptor and however many there are; before that it was 0. */
function openFiles(tree: ProcTree): number | undefined {
  const size = tree.sizeOf('/proc/self/fd')
  if (size !== undefined && size > 0) return size
  const entries = tree.list('/proc/self/fd')
  return entries === undefined ? undefined : entries.length - 1
}
