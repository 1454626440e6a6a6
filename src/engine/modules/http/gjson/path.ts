import { isModifier } from './modifiers.ts'

/** One step of a path, and what comes after it. */
export interface Step {
  /** As written, escapes included. */
  readonly text: string
  /** How the next step is joined on; undefined at the end. */
  readonly joint: '.' | '|' | undefined
  readonly rest: string
}

const openers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The index behind the bracket that closes the one at `from`; brackets in text do not count. The end, when none does. */
export function skipBrackets(path: string, from: number): number {
  const waiting: string[] = []
  for (let at = from; at < path.length; at += 1) {
    const sign = path[at] ?? ''
    if (sign === '\\') at += 1
    else if (sign === '"') at = skipText(path, at) - 1
    else if (openers[sign] !== undefined) waiting.push(openers[sign])
    else if (sign === waiting.at(-1)) {
      waiting.pop()
      if (waiting.length === 0) return at + 1
    }
  }
  return path.length
}

/** The index behind the quote that closes the one at `from`. */
export function skipText(path: string, from: number): number {
  for (let at = from + 1; at < path.length; at += 1) {
    if (path[at] === '\\') at += 1
    else if (path[at] === '"') return at + 1
  }
  return path.length
}

/** What begins like this is no key, so a dot before it means the same as a pipe. */
function startsSpecial(path: string): boolean {
  const name = /^@([^.|:]*)/.exec(path)?.[1]
  return name === undefined ? path.startsWith('[') || path.startsWith('{') : isModifier(name)
}

/** Takes the first step off. A query in brackets is one step, `#(...)` and `#(...)#` too. */
export function takeStep(path: string): Step {
  let at = 0
  while (at < path.length && path[at] !== '.' && path[at] !== '|') {
    if (path[at] === '\\') at += 2
    else if (path[at] === '#' && (path[at + 1] === '(' || path[at + 1] === '[')) at = skipBrackets(path, at + 1)
    else at += 1
  }
  const text = path.slice(0, at)
  const rest = path.slice(at + 1)
  if (at >= path.length) return { text, joint: undefined, rest: '' }
  const isPiped = path[at] === '|' || (!text.startsWith('#') && startsSpecial(rest))
  return { text, joint: isPiped ? '|' : '.', rest }
}

/** Splits at the first pipe that is outside of brackets and text: before it one goes through elements, behind it not. */
export function splitAtPipe(path: string): readonly [before: string, after: string | undefined] {
  let at = 0
  while (at < path.length) {
    const sign = path[at] ?? ''
    if (sign === '|') return [path.slice(0, at), path.slice(at + 1)]
    if (sign === '\\') at += 2
    else if (sign === '"') at = skipText(path, at)
    else at = openers[sign] === undefined ? at + 1 : skipBrackets(path, at)
  }
  return [path, undefined]
}

export const unescape = (text: string): string => text.replaceAll(/\\(.)/gs, '$1')

/** Undefined for a plain key; `*` stands for any text and `?` for any sign, unless escaped. */
export function wildcardOf(text: string): RegExp | undefined {
  return /(?:^|[^\\])(?:\\\\)*[*?]/.test(text) ? patternOf(text) : undefined
}

/** For `%` in queries as for keys. */
export function patternOf(text: string): RegExp {
  const source = text.replaceAll(
    /\\(.)|([*?])|([^\\*?]+)|\\$/gs,
    (_, escaped?: string, wild?: string, plain?: string) => {
      if (wild !== undefined) return wild === '*' ? '.*' : '.'
      return escapeForRegExp(escaped ?? plain ?? '')
    },
  )
  return new RegExp(`^${source}$`, 'su')
}

const escapeForRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
