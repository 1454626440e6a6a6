/** The text of any value as JavaScript converts it, `[object Object]` included. */
export const toText = (value: unknown): string => String(value)
