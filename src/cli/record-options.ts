import { parsed, problems } from '../base/result.ts'
import { filledText } from '../engine/config/codec.ts'
import { type Flag, toggle } from './flag.ts'
import type { ParsedArgs } from './args.ts'

/** Where a run is to be recorded, and as what. */
export interface RecordOptions {
  /** `off`: nowhere. `usual`: where records are kept; a run goes on without one if that cannot be. Else a folder, which must do. */
  readonly place: 'off' | 'usual' | { readonly folder: string }
  /** The file that a report of the run is to be written to, once it is over; it is made from the record. */
  readonly report: string | undefined
  readonly labels: Readonly<Record<string, string>>
  /** The command that began the run. */
  readonly command: string
}

export const record: Flag<string> = {
  name: 'record',
  value: 'DIR',
  fallback: 'the user’s folder for state',
  help: 'keep the record of the run in this new folder',
  read: (texts, at) => {
    const folder = texts.at(-1) ?? ''
    return folder === '' ? problems(`${at} needs a folder`) : parsed(folder)
  },
}
export const report: Flag<string> = {
  name: 'report',
  value: 'FILE',
  help: 'write a report of the run as one HTML file',
  read: filledText.fromFlags,
}
export const noRecord: Flag<boolean> = toggle('no-record', 'keep no record of the run')
export const label: Flag<Readonly<Record<string, string>>> = {
  name: 'label',
  value: 'NAME=VALUE',
  help: 'a label of the record, to tell runs apart by; repeatable',
  read: (texts, at) => {
    const pairs = texts.map((text) => /^([\w.-]+)=(.*)$/s.exec(text))
    const wrong = texts.filter((_, index) => pairs[index] === null)
    if (wrong.length > 0)
      return problems(...wrong.map((text) => `${at} must be NAME=VALUE, got ${JSON.stringify(text)}`))
    return parsed(Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])))
  },
}

export function recordOptionsOf({ command, valueOf }: ParsedArgs): RecordOptions {
  const folder = valueOf(record)
  const isOff = valueOf(noRecord) ?? false
  const rest = { report: valueOf(report), labels: valueOf(label) ?? {}, command }
  if (isOff) return { place: 'off', ...rest }
  return { place: folder === undefined ? 'usual' : { folder }, ...rest }
}
