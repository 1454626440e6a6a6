/** What a parser gives back: the value, or every problem it found at once. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] }

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value })
export const problems = (...list: readonly string[]): Parsed<never> => ({ ok: false, problems: list })
/** What is wrong with it; nothing when it is ok. */
export const problemsOf = (result: Parsed<unknown>): readonly string[] => (result.ok ? [] : result.problems)
