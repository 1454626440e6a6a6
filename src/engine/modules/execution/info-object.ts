/** An object whose members are computed when they are read; enumerable, so that it prints and serialises. */
export function infoObject(members: Readonly<Record<string, () => unknown>>): object {
  const properties = Object.entries(members).map(([name, get]) => [name, { get, enumerable: true }] as const)
  return Object.defineProperties({}, Object.fromEntries(properties))
}

/** The members of `members` made once each, when they are first asked for: most scripts use few of them. */
export function lazyMembers(members: Readonly<Record<string, () => object>>): Record<string, unknown> {
  const made = new Map<string, object>()
  const getters = Object.entries(members).map(([name, make]) => {
    const get = (): object => {
      const value = made.get(name) ?? make()
      made.set(name, value)
      return value
    }
    return [name, { get, enumerable: true }] as const
  })
  return Object.defineProperties({}, Object.fromEntries(getters))
}
