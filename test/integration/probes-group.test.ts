import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addUp, runProbeChild } from '../support/run-probe-child.ts'

const version1 = '/sys/fs/cgroup/cpu'
const version2 = '/sys/fs/cgroup'
/** Where a group with a quota of the CPU can be made; undefined where this user, or this container, cannot. */
const root = [version1, version2].find((folder) => isWritable(folder) && existsSync(`${folder}/cgroup.procs`))

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const quota = root === version1 ? 'echo 30000 > $group/cpu.cfs_quota_us' : 'echo 30000 100000 > $group/cpu.max'
const group = `${root}/kneepoint-test-${process.pid}`
/** Runs what follows in a group of its own with 0.3 cores. */
const within = [
  'bash',
  '-c',
  `group=${group}; mkdir $group && ${quota} && echo $$ > $group/cgroup.procs || exit
   "$@"; echo $$ > ${root}/cgroup.procs; rmdir $group`,
  'bash',
]

/** How long it was stopped so far, in ms; of either version. */
function throttled(): number {
  const [, unit, value] = /throttled_(usec|time) (\d+)/.exec(readFileSync(`${group}/cpu.stat`, 'utf8')) ?? []
  return Number(value) / (unit === 'usec' ? 1e3 : 1e6)
}

describe.runIf(process.platform === 'linux')('what the probes read of a control group', () => {
  it.runIf(root !== undefined)('is its quota, and how long it was stopped, within a fifth', async () => {
    const counted: number[] = []
    const readings = await runProbeChild(within, ['burn', '4'], () => counted.push(throttled()))
    expect(readings.map(({ cgroup }) => cgroup?.cpuLimit)).toEqual(readings.map(() => 0.3))
    const [first = 0, last = 0] = [counted[0], counted.at(-1)]
    const read = 1000 * addUp(readings, ({ cgroup }) => cgroup?.throttled)
    expect(last - first).toBeGreaterThan(50)
    expect(Math.abs(read - (last - first))).toBeLessThan(150 + 0.2 * (last - first))
  })

  it('is the memory that its own files tell, within 30 %: others use it too', async () => {
    const [{ cgroup } = {}] = await runProbeChild([], ['burn', '0'])
    const paths = execFileSync('cat', ['/proc/self/cgroup'], { encoding: 'utf8' })
    const path = /^\d+:memory:(.*)$/m.exec(paths)?.[1]
    if (cgroup?.version !== 1 || path === undefined) return
    const used = Number(
      execFileSync('cat', [`/sys/fs/cgroup/memory${path}/memory.usage_in_bytes`], { encoding: 'utf8' }),
    )
    expect(Math.abs((cgroup.memoryUsed ?? Number.NaN) - used)).toBeLessThan(0.3 * used)
  })
})
