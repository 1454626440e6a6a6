import { fileURLToPath } from 'node:url'

/** What stands for a module of the network: a file of ours, or a package among our dependencies. */
export type JslibModule =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }

const source = (file: string): JslibModule => ({
  kind: 'source',
  path: fileURLToPath(new URL(`./sources/${file}`, import.meta.url)),
})
const npm = (name: string): JslibModule => ({ kind: 'package', name })

/** The names on https://jslib.k6.io, whatever the version. */
const jslib: Readonly<Record<string, JslibModule>> = {
  ajv: npm('ajv'),
  'form-urlencoded': source('form-urlencoded.cjs'),
  formdata: source('formdata.js'),
  'http-instrumentation-pyroscope': source('http-instrumentation-pyroscope.cjs'),
  'http-instrumentation-tempo': source('http-instrumentation-tempo.cjs'),
  httpx: source('httpx.js'),
  jsonpath: npm('jsonpath/jsonpath.js'),
  'k6-summary': source('k6-summary.js'),
  'k6-testing': source('k6-testing.js'),
  'k6-utils': source('k6-utils.js'),
  k6chaijs: source('k6chaijs.cjs'),
  lodash: npm('lodash'),
  papaparse: npm('papaparse/papaparse.min.js'),
  totp: source('totp.js'),
  url: source('url.js'),
}

/** Packages that scripts take from content networks, as their main file. */
const packages: Readonly<Record<string, JslibModule>> = {
  ajv: npm('ajv'),
  chai: npm('chai/chai.js'),
  jsonpath: npm('jsonpath/jsonpath.js'),
  lodash: npm('lodash'),
  'lodash.js': npm('lodash'),
  papaparse: npm('papaparse/papaparse.min.js'),
}

interface Rule {
  readonly pattern: RegExp
  readonly find: (name: string) => JslibModule | undefined
}

const VERSION = String.raw`(?:@[\w.^~-]+)?`
const MAIN_FILE = String.raw`(?:/(?:dist/|lib/|es/)?(?:index|bundle|\1)?(?:\.min|\.bundle|\.bundle\.min)?(?:\.js|\.mjs)?)?`
const fromPackages = (name: string): JslibModule | undefined => packages[name.toLowerCase()]
const onContentNetwork = (prefix: string): Rule => ({
  pattern: new RegExp(`^${prefix}/([\\w.-]+)${VERSION}${MAIN_FILE}(?:/\\+esm)?$`, 'i'),
  find: fromPackages,
})

const rules: readonly Rule[] = [
  {
    pattern: /^https:\/\/jslib\.k6\.io\/([\w-]+)\/[\w.-]+\/(?:index|build)(?:\.min)?\.js$/,
    find: (name) => jslib[name],
  },
  {
    pattern:
      /^https:\/\/(?:raw\.githubusercontent\.com|cdn\.jsdelivr\.net\/gh)\/benc-uk\/(k6-reporter)(?:[@/][\w.-]+)*\/dist\/bundle\.js$/,
    find: (name) => source(`${name}.js`),
  },
  {
    pattern: /^https:\/\/cdnjs\.cloudflare\.com\/ajax\/libs\/([\w.-]+)\/[\w.-]+\/[\w-]+(?:\.bundle)?(?:\.min)?\.js$/,
    find: fromPackages,
  },
  onContentNetwork('https://cdn\\.jsdelivr\\.net/npm'),
  onContentNetwork('https://unpkg\\.com'),
  onContentNetwork('https://esm\\.sh'),
  onContentNetwork('https://cdn\\.skypack\\.dev'),
]

/** Undefined for what has to come from the network. A query or a fragment of the URL makes no difference. */
export function resolveJslib(url: string): JslibModule | undefined {
  const address = url.replace(/[?#].*$/, '')
  for (const { pattern, find } of rules) {
    const name = pattern.exec(address)?.[1]
    const found = name === undefined ? undefined : find(name)
    if (found !== undefined) return found
  }
  return undefined
}
