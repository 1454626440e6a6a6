import type { Bytes, Millis } from '../../base/units.ts'

/** A process as `ps -o time=,rss=,comm= -p PID` shows it. */
export interface PsRow {
  readonly cpu: Millis
  readonly rss: Bytes
  readonly name: string
}

/** `  3:07.41 104224 /usr/local/bin/node`: minutes, seconds and hundredths of CPU; kilobytes. */
export function parsePs(text: string): PsRow | undefined {
  const match = /^\s*(?:(\d+):)?(\d+):([\d.]+)\s+(\d+)\s+(.+?)\s*$/m.exec(text)
  if (match === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0, kilobytes = 0] = match.slice(1, 5).map((text) => Number(text ?? 0))
  const name = match[5]?.split('/').at(-1) ?? '-'
  return { cpu: ((hours * 60 + minutes) * 60 + seconds) * 1000, rss: kilobytes * 1024, name }
}
