import type { Key } from 'ink'
import { graphemesOf } from '../format/cell-width.ts'

/** One press: its name in the binding table, and what it would type in a prompt. */
export interface KeyPress {
  readonly name: string
  readonly text: string
}

const named: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'return'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
]

const byCharacter: Readonly<Record<string, string>> = { ' ': 'space', '\r': 'return', '\n': 'return', '\t': 'tab' }

/** A slow reader gets several keys in one chunk (a held `+`), so an input may be many presses. */
export function keyPresses(input: string, key: Key): readonly KeyPress[] {
  if (key.ctrl) return [{ name: `ctrl+${input}`, text: '' }]
  const special = named.find(([flag]) => key[flag] === true)
  if (special !== undefined) return [{ name: special[1], text: '' }]
  if (key.meta) return []
  return graphemesOf(input).map(pressOf)
}

function pressOf(char: string): KeyPress {
  const name = byCharacter[char]
  if (name !== undefined) return { name, text: name === 'space' ? char : '' }
  const code = char.charCodeAt(0)
  if (code < 32) return { name: `ctrl+${String.fromCharCode(code + 96)}`, text: '' }
  return { name: char, text: char }
}
