/** A modifier: the value, and what stood behind the colon as JSON, to another value; undefined = there is none. */
export type Modifier = (value: unknown, argument: unknown) => unknown

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const option = (argument: unknown, name: string): boolean => isObject(argument) && argument[name] === true

function reverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.toReversed()
  return isObject(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value
}

function flatten(value: unknown, argument: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.flat(option(argument, 'deep') ? Number.POSITIVE_INFINITY : 1)
}

function join(value: unknown): unknown {
  return Array.isArray(value) ? Object.assign({}, ...value.filter(isObject)) : value
}

function keys(value: unknown): unknown {
  if (isObject(value)) return Object.keys(value)
  return Array.isArray(value) ? value.map(() => null) : [null]
}

function values(value: unknown): unknown {
  if (Array.isArray(value)) return value
  return isObject(value) ? Object.values(value) : [value]
}

/** `{a: [1, 2], b: [3, 4]}` -> `[{a: 1, b: 3}, {a: 2, b: 4}]`. */
function group(value: unknown): unknown {
  if (!isObject(value)) return undefined
  const rows: Record<string, unknown>[] = []
  for (const [name, list] of Object.entries(value)) {
    if (!Array.isArray(list)) continue
    for (const [index, item] of list.entries()) (rows[index] ??= {})[name] = item
  }
  return rows
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** `@dig` takes a path, so it stands with the paths. */
export const isModifier = (name: string): boolean => name === 'dig' || Object.hasOwn(modifiers, name)

const same: Modifier = (value) => value

export const modifiers: Readonly<Record<string, Modifier>> = {
  this: same,
  valid: same,
  ugly: same,
  pretty: same,
  reverse,
  flatten,
  join,
  keys,
  values,
  group,
  tostr: (value) => JSON.stringify(value),
  fromstr: fromText,
}
