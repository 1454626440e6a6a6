import { bindings } from './bindings.ts'
import { commandWords } from './commands.ts'
import { keyLabel } from './key-label.ts'

/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|')
const code = (text: string): string => `\`${cell(text)}\``

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(titles), row(titles.map(() => '---')), ...rows.map(row)].join('\n')
}

/** docs/keys.md, from the tables that also run the keys. `scripts/write-keys-doc.ts` writes it. */
export function keysDoc(): string {
  const keys = bindings.map(({ keys, help, command, in: places }) => [
    keys.map((key) => code(keyLabel(key))).join(' '),
    places === undefined ? '' : places.join(', '),
    cell(help),
    code(`:${command}`),
  ])
  const words = commandWords.map(({ word, argument, help }) => [code(`:${word} ${argument}`.trimEnd()), cell(help)])
  return `# Keys

<!-- Written by scripts/write-keys-doc.ts from src/ui/keys/bindings.ts and commands.ts. Do not edit. -->

The footer of the screen shows the keys that do something at the moment; \`?\` shows all of them. Every key is short for a
command that can also be typed after \`:\`.

${table(['key', 'only in', 'what it does', 'command'], keys)}

One step is a share of the present load (20 % at first; \`[\` and \`]\` turn through 1 2 5 10 20 50 100 %), rounded to a number
that is easy to read: 430/s and one step up is 520/s. One step down takes one step up back. \`w\` \`W\` \`s\` \`S\` are Locust's keys
and move by 1 and by 10 of the scenario's own unit, VUs or arrivals per second.

In a prompt Enter does it and Esc leaves it; ←, →, Home and End move the cursor, ↑ and ↓ move the number at the cursor by one step,
Ctrl-U, Ctrl-K and Ctrl-W take what is before the cursor, after it, and the word before it.

What cannot be taken back (ending or beginning one scenario), and loads of 1000 and more that are ten times as much as was ever asked for,
are done only after \`y\`.

## Commands

${table(['command', 'what it does'], words)}
`
}
