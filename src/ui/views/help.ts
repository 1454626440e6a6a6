import type { Size } from '../charts/panel.ts'
import { type Line, line, span } from '../format/line.ts'
import { type Binding, bindings } from '../keys/bindings.ts'
import { commandWords } from '../keys/commands.ts'
import { keyLabel } from '../keys/key-label.ts'
import { largest } from '../panels/largest.ts'

type Row = readonly [name: string, help: string, command: string]

const keyRows: readonly Row[] = bindings.map((binding) => [
  binding.keys.map(keyLabel).join(' '),
  helpOf(binding),
  `:${binding.command}`,
])
const commandRows: readonly Row[] = commandWords.map(({ word, argument, help }) => [`:${word} ${argument}`, help, ''])

function helpOf({ help, in: places }: Binding): string {
  return places === undefined ? help : `${help} (in ${places.join(', ')})`
}

/** Keys and commands, from the tables that also run them; in pages where the screen is short. */
export function help({ columns, rows }: Size, page: number): readonly Line[] {
  const all = [...table('keys', keyRows, columns), [], ...table('commands', commandRows, columns)]
  const height = rows - 2
  const pages = Math.max(1, Math.ceil(all.length / height))
  const shown = all.slice((page % pages) * height, ((page % pages) + 1) * height)
  const turn = pages === 1 ? '' : `, Tab shows page ${((page + 1) % pages) + 1} of ${pages}`
  const hint = ` ? or Esc leaves the help, the run goes on meanwhile${turn}`
  return [...Array.from({ length: height }, (_, row) => shown[row] ?? []), [], line(hint, 'dim')]
}

function table(title: string, rows: readonly Row[], columns: number): readonly Line[] {
  const widest = (cell: 0 | 1 | 2): number => largest(rows.map((row) => row[cell].length)) + 2
  const hasRoom = 3 + widest(0) + widest(1) + widest(2) <= columns
  return [
    line(` ${title}`, 'strong'),
    ...rows.map(([name, help, command]) => [
      span(`   ${name.padEnd(widest(0))}`, 'key'),
      span(hasRoom ? help.padEnd(widest(1)) : help),
      span(hasRoom ? command : '', 'dim'),
    ]),
  ]
}
