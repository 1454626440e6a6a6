import type { ProcTree } from '../proc-tree.ts'

/** A tree of texts by path; a path that is not there cannot be read. Texts may be changed between looks. */
export function fakeTree(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): ProcTree {
  const list = (path: string): readonly string[] | undefined => {
    const inside = Object.keys({ ...files, ...links })
      .filter((file) => file.startsWith(`${path}/`))
      .map((file) => file.slice(path.length + 1).split('/')[0] ?? '')
    return inside.length === 0 ? undefined : [...new Set(inside)]
  }
  return {
    read: (path) => files[path],
    readOnce: (path) => files[path],
    list,
    link: (path) => links[path],
    sizeOf: () => undefined,
  }
}
