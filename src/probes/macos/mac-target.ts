import type { Millis } from '../../base/units.ts'
import type { WatchedTarget } from '../host-reader.ts'
import type { TargetProcess } from '../../base/host-reading.ts'
import type { Run } from './macos-reader.ts'
import { parsePs } from './ps.ts'

/** The process that listens on the target's port; looked for with lsof once, then asked of ps. */
export function macTarget(run: Run, target: WatchedTarget): (period: Millis) => Promise<TargetProcess | undefined> {
  let watched: { readonly port: number; readonly pid: number; cpu: Millis | undefined } | undefined
  return async (period) => {
    const { port } = target
    if (port === undefined) return undefined
    if (watched?.port !== port) {
      const pid = Number((await run('/usr/sbin/lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'])).split('\n')[0])
      watched = pid > 0 ? { port, pid, cpu: undefined } : undefined
    }
    if (watched === undefined) return undefined
    const row = parsePs(await run('/bin/ps', ['-o', 'time=,rss=,comm=', '-p', String(watched.pid)]))
    const before = watched.cpu
    watched.cpu = row?.cpu
    if (row === undefined) watched = undefined
    if (row === undefined || before === undefined || watched === undefined || !(period > 0)) return undefined
    const { name, rss } = row
    const cpu = (row.cpu - before) / period
    return { name, pids: [watched.pid], cpu, rss, starved: undefined, busiestThread: undefined }
  }
}
