/** JSON has no infinity; in a record it stands as a text of this form. */
const INFINITIES: ReadonlyMap<unknown, string> = new Map([
  [Infinity, '+Infinity'],
  [-Infinity, '-Infinity'],
])
const FROM_TEXT: ReadonlyMap<unknown, number> = new Map([
  ['+Infinity', Infinity],
  ['-Infinity', -Infinity],
])

/** As JSON.stringify, in one line, with infinite numbers. */
export const toJsonLine = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => INFINITIES.get(item) ?? item)

/** Undoes `toJsonLine`. Throws a SyntaxError for what is no JSON. */
export const fromJsonLine = (text: string): unknown =>
  JSON.parse(text, (_, item: unknown) => FROM_TEXT.get(item) ?? item)
