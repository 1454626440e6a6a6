import { builtinModules } from 'node:module'

const names: ReadonlySet<string> = new Set(builtinModules)

const substitutes: Readonly<Record<string, string>> = {
  fs: 'read files with open() in init code, or with k6/experimental/fs',
  'fs/promises': 'read files with open() in init code, or with k6/experimental/fs',
  path: 'import.meta.resolve() finds files beside the script',
  http: 'send requests with k6/http',
  https: 'send requests with k6/http',
  crypto: 'use k6/crypto or the global crypto',
  buffer: 'use k6/encoding, ArrayBuffer and TextEncoder',
  timers: 'use k6/timers',
  process: 'variables of the environment are in __ENV',
  url: "import { URL } from 'https://jslib.k6.io/url/1.0.0/index.js'",
  querystring: "import { URLSearchParams } from 'https://jslib.k6.io/url/1.0.0/index.js'",
  assert: "use check() of k6, or import { expect } from 'https://jslib.k6.io/k6-testing/0.6.1/index.js'",
}

const bare = (specifier: string): string => specifier.replace(/^node:/, '')

export const isNodeBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || names.has(specifier)

/** What to use in a script in place of a module of Node.js. */
export const insteadOfBuiltin = (specifier: string): string =>
  substitutes[bare(specifier)] ?? 'use the modules of k6, or a package that runs in browsers'
