import { readdirSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'
import { didYouMean } from '../../../base/suggest.ts'

/** `; did you mean "users.json"?` when the folder holds a file of nearly that name, else nothing. */
export function nearFile(path: string): string {
  const wanted = basename(path)
  const names = namesIn(dirname(path)).filter((name) => name !== wanted)
  const sameStem = names.find((name) => stemOf(name) === stemOf(wanted))
  return sameStem === undefined ? didYouMean(wanted, names) : `; did you mean "${sameStem}"?`
}

const stemOf = (name: string): string => basename(name, extname(name)).toLowerCase()

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
