import { scriptPromise } from '../outstanding-call.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { secretsOf } from './secret-keeper.ts'

interface Source {
  readonly get: (key: unknown) => Promise<string>
}

const sourceFor = (vu: Vu, name: string): Source => ({
  get: (key) => scriptPromise(vu, find(vu, name, String(key))),
})

/** A promise even when it fails: the script catches it as one. */
async function find({ worker }: Vu, source: string, key: string): Promise<string> {
  return secretsOf(worker).get(source, key)
}

/** k6/secrets has a default export only. */
export const secrets: ModuleFactory = (vu) => ({
  default: { ...sourceFor(vu, 'default'), source: (name: unknown) => sourceFor(vu, String(name)) },
})
