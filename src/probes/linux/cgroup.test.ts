import { describe, expect, it } from 'vitest'
import { fakeTree } from '../testing/fake-tree.ts'
import { parseCfsQuota, parseCpuMax, parseMemoryLimit, parseThrottled } from './cgroup.ts'
import { findCgroups } from './cgroup-paths.ts'
import { cgroupSource } from './cgroup-source.ts'

/** A machine with version 1 of both controllers, and version 2 mounted for others. */
const v1Mounts = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`
const v1Groups = '4:memory:/shop/web\n1:cpu,cpuacct:/shop\n0::/\n'
/** systemd on a machine of its own. */
const v2Mounts =
  '30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n'
/** A container without a cgroup namespace: the group is told as the host knows it, but only its own part is mounted. */
const boundMounts = '700 690 0:26 /docker/abc /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n'

describe('the control groups of a process', () => {
  it('are found in version 1, each controller where it is mounted, with the groups around', () => {
    expect(findCgroups(v1Groups, v1Mounts)).toEqual({
      version: 1,
      cpu: ['/sys/fs/cgroup/cpu,cpuacct/shop', '/sys/fs/cgroup/cpu,cpuacct'],
      memory: ['/sys/fs/cgroup/memory/shop/web', '/sys/fs/cgroup/memory/shop', '/sys/fs/cgroup/memory'],
    })
  })

  it('are found in version 2', () => {
    const folders = ['/sys/fs/cgroup/user.slice/user-0.slice', '/sys/fs/cgroup/user.slice', '/sys/fs/cgroup']
    expect(findCgroups('0::/user.slice/user-0.slice\n', v2Mounts)).toEqual({
      version: 2,
      cpu: folders,
      memory: folders,
    })
  })

  it('are found in a container that sees its own part only', () => {
    expect(findCgroups('0::/docker/abc\n', boundMounts)?.cpu).toEqual(['/sys/fs/cgroup'])
    expect(findCgroups('0::/docker/abc/inner\n', boundMounts)?.cpu).toEqual(['/sys/fs/cgroup/inner', '/sys/fs/cgroup'])
  })

  it('are not there where nothing is mounted or /proc cannot be read', () => {
    expect(findCgroups('', '')).toBeUndefined()
    expect(cgroupSource(fakeTree({})).look(1000)).toEqual({})
  })
})

describe('the files of a group', () => {
  it.each([
    ['150000 100000\n', 1.5],
    ['max 100000\n', Number.POSITIVE_INFINITY],
    ['', undefined],
  ])('cpu.max %j is %s cores', (text, cores) => {
    expect(parseCpuMax(text)).toBe(cores)
  })

  it.each([
    ['50000\n', '100000\n', 0.5],
    ['-1\n', '100000\n', Number.POSITIVE_INFINITY],
    [undefined, undefined, undefined],
  ])('a quota of %j per %j us is %s cores', (quota, period, cores) => {
    expect(parseCfsQuota(quota, period)).toBe(cores)
  })

  it('tell in ms how long a group was stopped', () => {
    expect(parseThrottled('usage_usec 5\nnr_periods 9\nnr_throttled 3\nthrottled_usec 250000\n')).toBe(250)
    expect(parseThrottled('nr_periods 9\nnr_throttled 3\nthrottled_time 250000000\n')).toBe(250)
    expect(parseThrottled('usage_usec 5\n')).toBeUndefined()
  })

  it.each([
    ['max\n', Number.POSITIVE_INFINITY],
    ['9223372036854771712\n', Number.POSITIVE_INFINITY],
    ['1073741824\n', 1_073_741_824],
    ['', undefined],
  ])('a memory limit of %j is %s bytes', (text, bytes) => {
    expect(parseMemoryLimit(text)).toBe(bytes)
  })
})

it('takes the least limit and the most throttling of all groups around the process', () => {
  const files: Record<string, string> = {
    '/proc/self/cgroup': '0::/outer/inner\n',
    '/proc/self/mountinfo': v2Mounts,
    '/sys/fs/cgroup/outer/inner/cpu.max': 'max 100000\n',
    '/sys/fs/cgroup/outer/cpu.max': '200000 100000\n',
    '/sys/fs/cgroup/outer/inner/cpu.stat': 'throttled_usec 0\n',
    '/sys/fs/cgroup/outer/cpu.stat': 'throttled_usec 1000\n',
    '/sys/fs/cgroup/outer/inner/memory.max': '4096\n',
    '/sys/fs/cgroup/outer/memory.max': 'max\n',
    '/sys/fs/cgroup/outer/inner/memory.current': '1024\n',
  }
  const { look, cpuLimit } = cgroupSource(fakeTree(files))
  expect(cpuLimit()).toBe(2)
  look(1000)
  files['/sys/fs/cgroup/outer/cpu.stat'] = 'throttled_usec 301000\n'
  expect(look(1000)).toEqual({
    cgroup: { version: 2, cpuLimit: 2, throttled: 0.3, memoryLimit: 4096, memoryUsed: 1024 },
  })
})
