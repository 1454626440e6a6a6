import { createHash } from 'node:crypto'
import { type SampleBook, splitCheckKey } from '../metrics/sample-book.ts'

export interface CheckCounts {
  readonly name: string
  readonly passes: number
  readonly fails: number
}

export interface CheckSummary extends CheckCounts {
  readonly path: string
  readonly id: string
}

/** A group in the form of k6's handleSummary data. */
export interface GroupSummary {
  readonly name: string
  readonly path: string
  readonly id: string
  readonly groups: readonly GroupSummary[]
  readonly checks: readonly CheckSummary[]
}

interface GroupNode {
  readonly groups: Map<string, GroupNode>
  readonly checks: CheckCounts[]
}

const emptyNode = (): GroupNode => ({ groups: new Map(), checks: [] })

/** k6 names groups and checks by the MD5 of their path. */
export const pathHash = (path: string): string => createHash('md5').update(path).digest('hex')

/** All groups and their checks as a tree, in the order in which they were first seen. */
export function groupTree(book: SampleBook): GroupSummary {
  const root = emptyNode()
  for (const path of book.groups) nodeOf(root, path)
  for (const [key, { passes, total }] of book.checks) {
    const { group, check } = splitCheckKey(key)
    nodeOf(root, group).checks.push({ name: check, passes, fails: total - passes })
  }
  return groupOf(root, '', '')
}

/** Checks of one name together, in whatever groups they are. */
export function flatChecks(book: SampleBook): readonly CheckCounts[] {
  const byName = new Map<string, CheckCounts>()
  for (const [key, { passes, total }] of book.checks) {
    const { check: name } = splitCheckKey(key)
    const known = byName.get(name)
    byName.set(name, { name, passes: passes + (known?.passes ?? 0), fails: total - passes + (known?.fails ?? 0) })
  }
  return [...byName.values()]
}

function nodeOf(root: GroupNode, path: string): GroupNode {
  let node = root
  for (const name of path.split('::').slice(1)) {
    let child = node.groups.get(name)
    if (child === undefined) node.groups.set(name, (child = emptyNode()))
    node = child
  }
  return node
}

function groupOf(node: GroupNode, name: string, path: string): GroupSummary {
  return {
    name,
    path,
    id: pathHash(path),
    groups: [...node.groups].map(([child, inner]) => groupOf(inner, child, `${path}::${child}`)),
    checks: node.checks.map((check) => {
      const checkPath = `${path}::${check.name}`
      return { ...check, path: checkPath, id: pathHash(checkPath) }
    }),
  }
}
