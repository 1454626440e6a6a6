import type { ProcTree } from '../proc-tree.ts'

const listening = '0A'

/** Inodes of sockets that listen on a port, of /proc/net/tcp or tcp6: `sl local_address rem_address st ... inode`. */
export function parseListeners(text: string, port: number): readonly string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return text.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/)
    const [local = '', , state] = columns.slice(1)
    const inode = columns[9]
    return state === listening && local.endsWith(`:${wanted}`) && inode !== undefined ? [inode] : []
  })
}

/**
 * Processes that have a socket open which listens on a port of this host. Reads /proc/net/tcp, which is slow where there are many
 * sockets: for once, not for every look. Processes of other users are not found without their permissions.
 */
export function findListeners(tree: ProcTree, port: number): readonly number[] {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => parseListeners(tree.readOnce(path) ?? '', port))
  if (inodes.length === 0) return []
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`))
  const pids = (tree.list('/proc') ?? []).filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => hasOneOf(tree, pid, sockets)).map(Number)
}

function hasOneOf(tree: ProcTree, pid: string, sockets: ReadonlySet<string>): boolean {
  const files = tree.list(`/proc/${pid}/fd`) ?? []
  return files.some((file) => sockets.has(tree.link(`/proc/${pid}/fd/${file}`) ?? ''))
}
