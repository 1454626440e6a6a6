import { GoError } from '../go-error.ts'

const SEPARATOR = '::'

/** Of groups and checks: the separator of paths may not be in it. */
export function refuseSeparator(name: string): void {
  if (name.includes(SEPARATOR)) throw new GoError(`group and check names may not contain '${SEPARATOR}': '${name}'`)
}

export function groupPath(outer: string, name: string): string {
  refuseSeparator(name)
  return outer === '' && name === '' ? '' : `${outer}${SEPARATOR}${name}`
}
