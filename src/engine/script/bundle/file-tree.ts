import { isAbsolute, join, relative, sep } from 'node:path'

/** The files a script may see: those of this disk, or those of an unpacked archive. Plain data: it crosses threads. */
export interface FileTree {
  /** The folder an archive was unpacked to; undefined for the disk itself. */
  readonly root: string | undefined
}

export const disk: FileTree = { root: undefined }

const drive = /^[/\\]?([a-zA-Z]):/
const share = /^\\\\[^\\]+/
const home = /^((?:\/[a-zA-Z])?\/(?:Users|home|Documents and Settings)\/)[^/]+/i

/** A path as k6 writes it in archives: `/` between folders, and nobody's name in it. */
export function archivedPath(path: string): string {
  return path.replace(drive, '/$1').replace(share, '/nobody').replaceAll('\\', '/').replace(home, '$1nobody')
}

/** Where on this disk the file is that the script calls `path`, which is absolute. */
export function locate({ root }: FileTree, path: string): string {
  return root === undefined ? path : join(root, 'file', archivedPath(path))
}

/** What the script calls the file that is at `place` on this disk. */
export function pathOf({ root }: FileTree, place: string): string {
  if (root === undefined) return place
  const inside = relative(join(root, 'file'), place)
  return inside.startsWith('..') || isAbsolute(inside) ? place : `/${inside.replaceAll(sep, '/')}`
}

/** Where an archive keeps what was imported from `url`; undefined for the disk. */
export function locateRemote({ root }: FileTree, url: string): string | undefined {
  return root === undefined ? undefined : join(root, archivedUrl(url))
}

/** The name in an archive of what is at `url`: `https/jslib.k6.io/url/1.0.0/index.js`. */
export function archivedUrl(url: string): string {
  const { host, pathname, search } = new URL(url)
  return `https/${host}${decodeURIComponent(pathname)}${search}`
}
