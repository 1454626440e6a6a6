import { graphemesOf } from '../format/cell-width.ts'
import { stepLoad } from './load-step.ts'

export type PromptKind = 'load' | 'mark' | 'command' | 'stages' | 'scale' | 'ramp' | 'max-vus' | 'filter'

/** What is being typed. */
export interface Prompt {
  readonly kind: PromptKind
  readonly text: string
  /** Where the next character goes, counted in what people see as characters. */
  readonly cursor: number
  /** Why the last Enter was not taken. */
  readonly problem: string | undefined
}

export const promptOf = (kind: PromptKind, text: string): Prompt => ({
  kind,
  text,
  cursor: graphemesOf(text).length,
  problem: undefined,
})

/** A key in a prompt: its name, and what it would type. `percent`: what up and down move a number by. */
export interface TypedKey {
  readonly name: string
  readonly text: string
}

interface Parts {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The prompt after a key of editing; undefined when the key is none. */
export function editPrompt(prompt: Prompt, { name, text }: TypedKey, percent: number): Prompt | undefined {
  const all = graphemesOf(prompt.text)
  const parts: Parts = { before: all.slice(0, prompt.cursor), after: all.slice(prompt.cursor) }
  const edit = edits[name]
  if (edit !== undefined) return joined(prompt, edit(parts))
  if (name === 'up' || name === 'down') return nudged(prompt, name === 'up' ? 1 : -1, percent)
  return text === '' ? undefined : joined(prompt, { before: [...parts.before, text], after: parts.after })
}

const joined = (prompt: Prompt, { before, after }: Parts): Prompt => ({
  ...prompt,
  text: [...before, ...after].join(''),
  cursor: before.length,
  problem: undefined,
})

const toStart = ({ before, after }: Parts): Parts => ({ before: [], after: [...before, ...after] })
const toEnd = ({ before, after }: Parts): Parts => ({ before: [...before, ...after], after: [] })

/** By the names of keys; those of the shell beside those on the keyboard. */
const edits: Readonly<Record<string, (parts: Parts) => Parts>> = {
  left: ({ before, after }) => ({ before: before.slice(0, -1), after: [...before.slice(-1), ...after] }),
  right: ({ before, after }) => ({ before: [...before, ...after.slice(0, 1)], after: after.slice(1) }),
  home: toStart,
  'ctrl+a': toStart,
  end: toEnd,
  'ctrl+e': toEnd,
  backspace: ({ before, after }) => ({ before: before.slice(0, -1), after }),
  'ctrl+d': ({ before, after }) => ({ before, after: after.slice(1) }),
  'ctrl+u': ({ after }) => ({ before: [], after }),
  'ctrl+k': ({ before }) => ({ before, after: [] }),
  'ctrl+w': ({ before, after }) => ({ before: graphemesOf(before.join('').replace(/\S+\s*$/, '')), after }),
}

/** The number at the cursor, or the last one before it, one step up or down. */
function nudged(prompt: Prompt, turn: 1 | -1, percent: number): Prompt {
  const at = graphemesOf(prompt.text).slice(0, prompt.cursor).join('').length
  const number = [...prompt.text.matchAll(/\d+(?:\.\d+)?/g)].findLast(({ index }) => index <= at)
  if (number === undefined) return prompt
  const value = Number(number[0])
  const stepped = String(stepLoad(value, percent, turn, Number.isInteger(value) ? 'closed' : 'open'))
  const head = prompt.text.slice(0, number.index)
  const tail = prompt.text.slice(number.index + number[0].length)
  return {
    ...prompt,
    text: head + stepped + tail,
    cursor: graphemesOf(head + stepped).length,
    problem: undefined,
  }
}
