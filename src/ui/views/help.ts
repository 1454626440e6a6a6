import { fit, type Line, line, span } from '../format/line.ts'
import { bindings } from '../keys/bindings.ts'
import { commandWords } from '../keys/commands.ts'
import { keyLabel } from '../keys/key-label.ts'
import type { Size } from '../charts/panel.ts'

/** Keys and commands, from the tables that also run them. */
export function help({ columns, rows }: Size): readonly Line[] {
  const keys = bindings.map(({ keys, help, command }) => entry(keys.map(keyLabel).join(' '), help, `:${command}`))
  const words = commandWords.map(({ word, argument, help }) => entry(`:${word} ${argument}`.trimEnd(), help, ''))
  const sections = [line(' keys', 'strong'), ...keys, [], line(' commands', 'strong'), ...words]
  const body = columns >= 140 ? sections.slice(0, keys.length + 1) : sections
  const beside = columns >= 140 ? sections.slice(keys.length + 2) : []
  const half = columns >= 140 ? Math.floor(columns / 2) : columns
  const height = Math.max(0, rows - 2)
  const page = Array.from({ length: height }, (_, index) => [
    ...fit(body[index] ?? [], half),
    ...(beside.length === 0 ? [] : fit(beside[index] ?? [], columns - half)),
  ])
  return [...page, [], fit(line(' ? or Esc leaves the help; the run goes on meanwhile', 'dim'), columns)].slice(-rows)
}

const entry = (keys: string, help: string, command: string): Line => [
  span(`   ${keys.padEnd(18)} `, 'key'),
  span(help),
  span(command === '' ? '' : `   ${command}`, 'dim'),
]
