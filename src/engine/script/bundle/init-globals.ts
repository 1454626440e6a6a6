import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { GoError } from '../../modules/go-error.ts'
import { isModuleName } from '../../modules/modules.ts'
import { toText } from '../../modules/to-text.ts'
import type { Bundle } from './bundle.ts'
import { openedPath, type OpenFiles } from './open-file.ts'
import { folderOfKey } from './source-names.ts'

export interface InitContext {
  readonly bundle: Pick<Bundle, 'dir'>
  /** Shared by the VUs of a worker. */
  readonly files: OpenFiles
  /** Whether the VU runs init code at this moment. */
  readonly isInit: () => boolean
  /** The members of a module of k6. */
  readonly modules: (specifier: string) => unknown
}

/** The global names that only init code can use, and those that bundles call. One set for each VU. */
export interface InitGlobals {
  readonly open: (name: unknown, mode?: unknown) => string | ArrayBuffer
  /** For names that are known only when the script runs; the others are bundled. */
  readonly require: (specifier: unknown) => unknown
  readonly __importMeta: (url: string) => { readonly resolve: (specifier: unknown) => string }
  readonly __enterFile: (key: string) => void
  readonly __leaveFile: () => void
}

export function initGlobals({ bundle, files, isInit, modules }: InitContext): InitGlobals {
  const folders = [bundle.dir]
  const folder = (): string => folders.at(-1) ?? bundle.dir
  return {
    open: (name, mode) => {
      if (!isInit()) throw new GoError(outsideInit('open'))
      const given = name === undefined ? '' : toText(name)
      if (given === '') throw new GoError("open() can't be used with an empty filename")
      const path = openedPath(given, folder())
      return mode === 'b' ? files.bytes(path) : files.text(path)
    },
    require: (specifier) => {
      if (!isInit()) throw new GoError(outsideInit('require'))
      return requireLate(specifier, modules)
    },
    __importMeta: (url) => ({ resolve: (specifier) => resolveFrom(url, toText(specifier)) }),
    __enterFile: (key) => {
      folders.push(folderOfKey(bundle.dir, key) ?? folder())
    },
    __leaveFile: () => {
      folders.pop()
    },
  }
}

const outsideInit = (name: string): string =>
  `the "${name}" function is only available in the init stage (i.e. the global scope), see https://grafana.com/docs/k6/latest/using-k6/test-lifecycle/ for more information`

function requireLate(specifier: unknown, modules: InitContext['modules']): unknown {
  if (specifier === undefined || specifier === '') throw new GoError("require() can't be used with an empty specifier")
  const name = toText(specifier)
  if (isModuleName(name)) return modules(name)
  throw new GoError(
    `cannot require "${name}": no such file was bundled; a name made while the script runs must begin with a folder, as in require('./lib/' + name)`,
  )
}

/** As an import of the same file would be resolved, without looking whether it is there. */
function resolveFrom(url: string, specifier: string): string {
  if (isModuleName(specifier) || /^[a-z][a-z\d+.-]*:\/\//i.test(specifier)) return specifier
  if (!/^\.{0,2}\//.test(specifier)) {
    throw new GoError(`import.meta.resolve: "${specifier}" is neither a relative nor an absolute path nor a URL`)
  }
  if (!url.startsWith('file://')) return new URL(specifier, url).href
  return pathToFileURL(resolve(dirname(fileURLToPath(url)), specifier)).href
}
