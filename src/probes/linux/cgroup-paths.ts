/** Where the kernel shows the control groups of this process. */
export interface CgroupPaths {
  readonly version: 1 | 2
  /** Folders of the group and of those around it, the innermost first: a limit of any of them holds. */
  readonly cpu: readonly string[]
  readonly memory: readonly string[]
}

interface Mount {
  /** Which part of the hierarchy is mounted: `/`, or the container's own. */
  readonly root: string
  readonly point: string
  readonly type: string
  readonly options: readonly string[]
}

/**
 * From /proc/self/cgroup (`4:memory:/a/b`, in version 2 `0::/a/b`) and /proc/self/mountinfo. A controller is in version 1 where that
 * mounts it; version 2 has all the others. In a container the path may be one that is not visible there; then the mount itself is it.
 */
export function findCgroups(memberships: string, mountInfo: string): CgroupPaths | undefined {
  const mounts = mountInfo.split('\n').flatMap((line) => parseMount(line) ?? [])
  const groups = memberships.split('\n').flatMap((line) => parseMembership(line) ?? [])
  const first = { cpu: foldersOf('cpu', mounts, groups), memory: foldersOf('memory', mounts, groups) }
  if (first.cpu.length + first.memory.length > 0) return { version: 1, ...first }
  const unified = mounts.find(({ type }) => type === 'cgroup2')
  const group = groups.find(({ controllers }) => controllers.length === 0)
  if (unified === undefined) return undefined
  const folders = upwards(unified, group?.path ?? '/')
  return { version: 2, cpu: folders, memory: folders }
}

/** `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755` (proc(5)); optional fields may stand before the dash. */
function parseMount(line: string): Mount | undefined {
  const [before = '', after = ''] = line.split(' - ')
  const [root, point] = before.split(' ').slice(3)
  const [type, , options] = after.split(' ')
  if (root === undefined || point === undefined || type === undefined) return undefined
  return { root, point, type, options: options?.split(',') ?? [] }
}

interface Membership {
  readonly controllers: readonly string[]
  readonly path: string
}

function parseMembership(line: string): Membership | undefined {
  const match = /^\d+:([^:]*):(.+)$/.exec(line)
  if (match === null) return undefined
  const [, controllers = '', path = '/'] = match
  return { controllers: controllers === '' ? [] : controllers.split(','), path }
}

function foldersOf(controller: string, mounts: readonly Mount[], groups: readonly Membership[]): readonly string[] {
  const mount = mounts.find(({ type, options }) => type === 'cgroup' && options.includes(controller))
  const group = groups.find(({ controllers }) => controllers.includes(controller))
  return mount === undefined ? [] : upwards(mount, group?.path ?? '/')
}

function upwards({ root, point }: Mount, path: string): readonly string[] {
  const within = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path
  const parts = within.split('/').filter((part) => part !== '' && part !== '..')
  return [...parts.map((_, index) => `${point}/${parts.slice(0, parts.length - index).join('/')}`), point]
}
