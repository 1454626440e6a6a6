/**
 * What `setup()` returned, as JSON the way Go writes it: members that are undefined become null, and times lose the zeros of
 * their fractions. Undefined for what JSON does not know.
 */
export const setupDataToJson = (returned: unknown): string | undefined =>
  JSON.stringify(returned, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    const original = this[key]
    if (original instanceof Date) return typeof value === 'string' ? value.replace(/\.?0*Z$/, 'Z') : value
    return value === undefined && key !== '' ? null : value
  })

export const setupDataFromJson = (json: string | undefined): unknown =>
  json === undefined ? undefined : JSON.parse(json)
