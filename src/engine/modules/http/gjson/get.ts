import { modifiers } from './modifiers.ts'
import { skipBrackets, skipText, splitAtPipe, takeStep, unescape, wildcardOf } from './path.ts'
import { matches, parseQuery } from './query.ts'

/**
 * What a gjson path finds in a JSON value (github.com/tidwall/gjson, SYNTAX.md); undefined when there is nothing. Works on
 * parsed values: a key that is given twice counts once.
 */
export function getPath(value: unknown, path: string): unknown {
  const special = takeSpecial(value, path)
  if (special !== undefined) return goOn(special.found, special.rest)
  const { text, joint, rest } = takeStep(path)
  if (text.startsWith('#') && Array.isArray(value))
    return fromArray(value, text, joint === undefined ? '' : joint + rest)
  const found = Array.isArray(value) ? fromIndex(value, text) : fromKey(value, text)
  return joint === undefined || found === undefined ? found : getPath(found, rest)
}

/** `rest` begins with its joint, or is empty. */
function goOn(found: unknown, rest: string): unknown {
  return rest === '' || found === undefined ? found : getPath(found, rest.slice(1))
}

function fromIndex(list: readonly unknown[], text: string): unknown {
  return /^\d+$/.test(text) ? list[Number(text)] : undefined
}

function fromKey(value: unknown, text: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const wildcard = wildcardOf(text)
  if (wildcard !== undefined) return Object.entries(value).find(([key]) => wildcard.test(key))?.[1]
  const key = unescape(text)
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

/** `#` counts, `#.path` goes through all, `#(...)` finds the first and `#(...)#` all that match. */
function fromArray(list: readonly unknown[], text: string, rest: string): unknown {
  if (text === '#') return rest.startsWith('.') ? through(list, rest) : goOn(list.length, rest)
  if (!/^#[([]/.test(text)) return undefined
  const query = parseQuery(text)
  const isMatch = (element: unknown): boolean =>
    matches(query, query.path === '' ? element : getPath(element, query.path))
  return query.all ? through(list.filter(isMatch), rest) : goOn(list.find(isMatch), rest)
}

/** Up to a pipe the path is followed in every element; what is found makes a new array. */
function through(list: readonly unknown[], rest: string): unknown {
  if (!rest.startsWith('.')) return goOn(list, rest)
  const [path, piped] = splitAtPipe(rest.slice(1))
  const found = list.map((element) => getPath(element, path)).filter((one) => one !== undefined)
  return piped === undefined ? found : getPath(found, piped)
}

interface Special {
  readonly found: unknown
  readonly rest: string
}

/** Modifiers, literals and multipaths; undefined when the path begins with a plain step. */
function takeSpecial(value: unknown, path: string): Special | undefined {
  if (path.startsWith('@')) return takeModifier(value, path)
  if (path.startsWith('!')) return takeLiteral(path)
  return path.startsWith('[') || path.startsWith('{') ? takeMultipath(value, path) : undefined
}

function takeModifier(value: unknown, path: string): Special | undefined {
  const [start = '', name = ''] = /^@([A-Za-z0-9_]+)/.exec(path) ?? []
  const end = path[start.length] === ':' ? argumentEnd(path, start.length + 1) : start.length
  const argument = path.slice(start.length + 1, end)
  const rest = path.slice(end)
  if (name === 'dig') return { found: dig(value, argument), rest }
  const modifier = modifiers[name]
  return modifier === undefined ? undefined : { found: modifier(value, parseJson(argument)), rest }
}

/** A JSON value, or text up to the next pipe. */
function argumentEnd(path: string, from: number): number {
  if (path[from] === '"') return skipText(path, from)
  if (/[[{]/.test(path[from] ?? '')) return skipBrackets(path, from)
  return from + splitAtPipe(path.slice(from))[0].length
}

/** All that the path finds at any depth. */
function dig(value: unknown, path: string): unknown[] {
  const own = getPath(value, path)
  const children = typeof value === 'object' && value !== null ? Object.values(value) : []
  return [...(own === undefined ? [] : [own]), ...children.flatMap((child) => dig(child, path))]
}

function takeLiteral(path: string): Special {
  const plain = /^![^.|,\s]*/.exec(path)?.[0].length ?? path.length
  const end = /["[{]/.test(path[1] ?? '') ? argumentEnd(path, 1) : plain
  return { found: parseJson(path.slice(1, end)), rest: path.slice(end) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `[a,b.c]` makes an array, `{a,"name":b.c}` an object of what its paths find. */
function takeMultipath(value: unknown, path: string): Special {
  const end = skipBrackets(path, 0)
  const selectors = splitSelectors(path.slice(1, end - 1))
  const rest = path.slice(end)
  const pairs = selectors
    .map(({ name, path: inner }) => [name, getPath(value, inner)] as const)
    .filter(([, found]) => found !== undefined)
  return { found: path[0] === '[' ? pairs.map(([, found]) => found) : Object.fromEntries(pairs), rest }
}

interface Selector {
  readonly name: string
  readonly path: string
}

function splitSelectors(inner: string): Selector[] {
  const selectors: Selector[] = []
  let from = 0
  let at = 0
  while (at <= inner.length) {
    const sign = inner[at]
    if (sign === undefined || sign === ',') {
      selectors.push(selectorOf(inner.slice(from, at)))
      at += 1
      from = at
    } else if (sign === '\\') at += 2
    else if (sign === '"') at = skipText(inner, at)
    else at = /[([{]/.test(sign) ? skipBrackets(inner, at) : at + 1
  }
  return selectors
}

/** Without a name of its own, a selector is called like the last key of its path. */
function selectorOf(text: string): Selector {
  const quoted = text.startsWith('"') ? skipText(text, 0) : 0
  if (quoted > 0 && text[quoted] === ':')
    return { name: String(parseJson(text.slice(0, quoted))), path: text.slice(quoted + 1) }
  let path = text
  let step = takeStep(path)
  while (step.joint !== undefined) {
    path = step.rest
    step = takeStep(path)
  }
  return { name: /^[#@!]/.test(step.text) ? '_' : unescape(step.text), path: text }
}
