import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs'

/** The files in which a kernel tells of itself. What cannot be read is undefined: no such file, no permission, no namespace. */
export interface ProcTree {
  /** A file that is read again and again: it stays open, so that a process without a free descriptor can still look. */
  readonly read: (path: string) => string | undefined
  readonly readOnce: (path: string) => string | undefined
  readonly list: (path: string) => readonly string[] | undefined
  readonly link: (path: string) => string | undefined
  /** What stat says: of /proc/PID/fd, since Linux 6.2, how many are open. */
  readonly sizeOf: (path: string) => number | undefined
}

const chunk = 16_384

export function realProcTree(): ProcTree {
  const open = new Map<string, number>()
  const buffer = Buffer.alloc(chunk)
  return {
    read: (path) => attempt(() => readAll(keepOpen(open, path), buffer)),
    readOnce: (path) => attempt(() => readAndClose(path, buffer)),
    list: (path) => attempt(() => readdirSync(path)),
    link: (path) => attempt(() => readlinkSync(path)),
    sizeOf: (path) => attempt(() => statSync(path).size),
  }
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

function keepOpen(open: Map<string, number>, path: string): number {
  const known = open.get(path)
  if (known !== undefined) return known
  const file = openSync(path, 'r')
  open.set(path, file)
  return file
}

function readAndClose(path: string, buffer: Buffer): string {
  const file = openSync(path, 'r')
  try {
    return readAll(file, buffer)
  } finally {
    closeSync(file)
  }
}

/** From the beginning: these files are made anew when they are read from there. */
function readAll(file: number, buffer: Buffer): string {
  let text = ''
  for (;;) {
    const bytes = readSync(file, buffer, 0, buffer.length, text.length)
    text += buffer.toString('latin1', 0, bytes)
    if (bytes < buffer.length) return text
  }
}
