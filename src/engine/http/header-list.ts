/** One header as it is sent. */
export type Header = readonly [name: string, value: string]

/** In the order they are sent. */
export type HeaderList = readonly Header[]

/** `name` in lower case. */
export const hasHeader = (headers: HeaderList, name: string): boolean =>
  headers.some(([given]) => given.toLowerCase() === name)

/** Leaves out the names in the set, which are in lower case. */
export const withoutHeaders = (headers: HeaderList, names: ReadonlySet<string>): HeaderList =>
  headers.filter(([name]) => !names.has(name.toLowerCase()))
