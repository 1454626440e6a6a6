import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { ModuleFactory } from './vu.ts'

/** Loads a module's code when a script asks for it. */
export type ModuleLoader = () => Promise<ModuleFactory>

const loaders: Readonly<Record<string, ModuleLoader>> = {
  k6: async () => (await import('./k6/module.ts')).k6,
  'k6/crypto': async () => (await import('./crypto/module.ts')).crypto,
  'k6/crypto/x509': async () => (await import('./crypto/x509.ts')).x509,
  'k6/data': async () => (await import('./data/module.ts')).data,
  'k6/encoding': async () => (await import('./encoding.ts')).encoding,
  'k6/execution': async () => (await import('./execution/module.ts')).execution,
  'k6/http': async () => (await import('./http/module.ts')).http,
  'k6/html': async () => (await import('./html/module.ts')).html,
  'k6/metrics': async () => (await import('./metrics.ts')).metrics,
  'k6/secrets': async () => (await import('./secrets/module.ts')).secrets,
  'k6/timers': async () => (await import('./timers.ts')).timers,
  'k6/websockets': async () => (await import('./websockets/module.ts')).websockets,
  'k6/ws': async () => (await import('./ws/module.ts')).ws,
  'k6/experimental/csv': async () => (await import('./csv/module.ts')).csv,
  'k6/experimental/fs': async () => (await import('./fs/module.ts')).fs,
  'k6/experimental/streams': async () => (await import('./streams.ts')).streams,
  'k6/experimental/websockets': async () => (await import('./websockets/module.ts')).experimentalWebsockets,
}

/** What k6 has, or had, and we do not: why, and the way out. */
const missing: Readonly<Record<string, readonly [what: string, wayOut: string]>> = {
  'k6/net/grpc': ['kneepoint does not speak gRPC yet', 'test the service over HTTP, or run this script with k6'],
  'k6/browser': [
    'kneepoint drives no browser',
    'send the requests of the page with k6/http, or run this script with k6',
  ],
  'k6/experimental/browser': [
    'it became k6/browser in k6 0.52, and kneepoint drives no browser',
    'send the requests of the page with k6/http, or run this script with k6',
  ],
  'k6/experimental/grpc': [
    'it became k6/net/grpc in k6 0.49, and kneepoint does not speak gRPC yet',
    'test the service over HTTP, or run this script with k6',
  ],
  'k6/experimental/redis': [
    'k6 removed it in favour of the extension k6/x/redis, and kneepoint loads no extensions',
    'load test data in setup() over HTTP, or from a file with SharedArray',
  ],
  'k6/experimental/timers': ['setTimeout and the others are global', 'remove the import'],
  'k6/experimental/webcrypto': ['crypto is global', 'remove the import'],
  'k6/experimental/tracing': [
    'k6 removed it',
    "import 'https://jslib.k6.io/http-instrumentation-tempo/1.0.1/index.js' instead",
  ],
}

const extension = [
  'it is an extension of k6, and kneepoint loads no extensions',
  'use what k6/http and the other modules offer, or run this script with a k6 that has the extension',
] as const

/** Not k6's: what our own versions of jslib need from Node. */
const ours: Readonly<Record<string, ModuleLoader>> = {
  'k6/kneepoint/url': async () => (await import('./jslib/native-url.ts')).nativeUrl,
}

/** Every `k6` and `k6/...` that a script can import. */
export const moduleNames: readonly string[] = Object.keys(loaders)

/** Whether a specifier names a module of k6, whether we have it or not. */
export const isModuleName = (specifier: string): boolean => specifier === 'k6' || specifier.startsWith('k6/')

/** The loader of a module; a UserError if there is none. */
export function findModule(specifier: string): ModuleLoader {
  const loader = loaders[specifier] ?? ours[specifier]
  if (loader !== undefined) return loader
  const known = missing[specifier] ?? (specifier.startsWith('k6/x/') ? extension : undefined)
  if (known === undefined) {
    throw notFound(`unknown module: ${specifier}${didYouMean(specifier, moduleNames)}`, 'check the name of the import')
  }
  const [what, wayOut] = known
  throw notFound(`cannot import '${specifier}': ${what}`, wayOut)
}

const notFound = (message: string, hint: string): UserError =>
  new UserError('UNKNOWN_MODULE', message, { exitCode: ExitCode.ScriptException, hint })
