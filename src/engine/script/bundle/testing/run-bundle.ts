import { pathToFileURL } from 'node:url'
import type { Bundle } from '../bundle.ts'
import { initGlobals } from '../init-globals.ts'
import { OpenFiles } from '../open-file.ts'
import { join } from 'node:path'
import { project } from './project.ts'

const stub = "export const name = 'stub'; export default { name }"

/** Runs a bundle as an ES module of this Node, with stubs for k6's modules: what it exports. */
export async function runBundle(bundle: Bundle, files: OpenFiles = new OpenFiles(bundle.tree)): Promise<Exports> {
  const folder = project({
    'bundle.mjs': bundle.code,
    'node_modules/k6/package.json': '{"type":"module","exports":{".":"./k6.js","./*":"./k6.js"}}',
    'node_modules/k6/k6.js': stub,
  })
  const modules = (): unknown => ({ name: 'stub' })
  Object.assign(globalThis, initGlobals({ bundle, files, isInit: () => true, modules }))
  const exports: Exports = await import(pathToFileURL(join(folder, 'bundle.mjs')).href)
  return bundle.isCommonJs ? (exports['default'] as Exports) : exports
}

export type Exports = Readonly<Record<string, unknown>>
