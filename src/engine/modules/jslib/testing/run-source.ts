import { build } from 'esbuild'
import type { modules } from './script-modules.ts'

export type Exports = Readonly<Record<string, unknown>>

/** Bundles a module as a script's import would, and runs it with the given modules of k6. */
export async function runSource(path: string, k6: ReturnType<typeof modules>): Promise<Exports> {
  const code = `import * as all from ${JSON.stringify(path)}; export { all }`
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    external: ['k6', 'k6/*'],
    logLevel: 'silent',
  })
  const module: { exports: { all?: Exports } } = { exports: {} }
  const run = Reflect.construct(Function, ['require', 'module', 'exports', '__ENV', outputFiles[0]?.text ?? ''])
  Reflect.apply(run as () => void, undefined, [k6, module, module.exports, {}])
  if (module.exports.all === undefined) throw new Error(`${path} exports nothing`)
  return module.exports.all
}
