/** One field of a form; a name may come more than once. */
export type FormField = readonly [name: string, value: string]

/** `application/x-www-form-urlencoded` as Go's url.Values.Encode writes it: names in order, values of one name as given. */
export function encodeForm(fields: readonly FormField[]): string {
  const sorted = fields.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return sorted.map(([name, value]) => `${escapeQuery(name)}=${escapeQuery(value)}`).join('&')
}

/** Go's url.QueryEscape: all but letters, digits and `-_.~` as UTF-8 in percent signs, a blank as `+`. */
export const escapeQuery = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
