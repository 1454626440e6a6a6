import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What `import.meta` says in a file, given the path to it from the bundle that it went into. */
export function placeOf(bundle, path) {
  const { href } = new URL(path, bundle)
  return {
    url: href,
    get filename() {
      return fileURLToPath(href)
    },
    get dirname() {
      return dirname(fileURLToPath(href))
    },
  }
}
