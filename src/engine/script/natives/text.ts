import { ask, builtIn, type Callback, isCallback, type WaitingVersion } from './ask.ts'

type Replace = (text: string, pattern: string | RegExp, replacer: (...match: unknown[]) => string) => string

/** The built-in finds all matches before it asks for the first replacement, so they can be collected. */
function* replaceWith(
  replace: Replace,
  text: string,
  pattern: string | RegExp,
  fn: Callback,
): Generator<unknown, string, unknown> {
  const matches: unknown[][] = []
  replace(text, pattern, (...match) => {
    matches.push(match)
    return ''
  })
  let result = ''
  let at = 0
  for (const match of matches) {
    const replacement = String(yield* ask(fn, undefined, match))
    const offset = match.findLast((part): part is number => typeof part === 'number') ?? 0
    result += text.slice(at, offset) + replacement
    at = offset + String(match[0]).length
  }
  return result + text.slice(at)
}

const version =
  (replace: Replace): WaitingVersion =>
  (self, [pattern, fn]) =>
    typeof self === 'string' && isCallback(fn) && (typeof pattern === 'string' || pattern instanceof RegExp)
      ? replaceWith(replace, self, pattern, fn)
      : undefined

export const textVersions: readonly (readonly [unknown, WaitingVersion])[] = [
  [builtIn(String.prototype, 'replace'), version((text, pattern, replacer) => text.replace(pattern, replacer))],
  [builtIn(String.prototype, 'replaceAll'), version((text, pattern, replacer) => text.replaceAll(pattern, replacer))],
]
