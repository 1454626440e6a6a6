import { fakeVu, type FakeVu, samplesOf } from '../../testing/fake-vu.ts'
import { resolveJslib } from '../resolve-jslib.ts'
import { type Exports, runSource } from './run-source.ts'
import { modules } from './script-modules.ts'

export type Fn = (...args: unknown[]) => unknown
export type Class = new (...args: unknown[]) => Record<string, Fn>

export interface Loaded {
  readonly vu: FakeVu
  readonly exports: Exports
  readonly call: (name: string, ...args: unknown[]) => unknown
}

/** Loads a module of jslib in init code; then the VU is in an iteration. */
export async function load(name: string, http: object = {}, vu: FakeVu = fakeVu()): Promise<Loaded> {
  const found = resolveJslib(name.startsWith('https') ? name : `https://jslib.k6.io/${name}/1.0.0/index.js`)
  if (found === undefined) throw new Error(`${name} is not here`)
  vu.stage = 'init'
  const exports = await runSource(found.kind === 'source' ? found.path : found.name, modules(vu, http))
  vu.stage = 'iteration'
  return { vu, exports, call: (member, ...args) => (exports[member] as Fn)(...args) }
}

/** Names of the checks made since the last call, and whether all passed. */
export const checksOf = (vu: FakeVu): [name: string | undefined, passed: boolean][] =>
  samplesOf(vu)
    .filter(({ metric }) => metric === 'checks')
    .map(({ tags, values }) => [tags['check'], values[0] === values[1]])
