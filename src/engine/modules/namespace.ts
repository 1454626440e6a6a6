import type { ModuleNamespace } from './vu.ts'

/**
 * A module with named exports only. Its default export is an object of its own that a script may change, as in k6, where
 * `k6.sleep = mine` leaves `import { sleep }` as it was.
 */
export function namespaceOf(named: Readonly<Record<string, unknown>>): ModuleNamespace {
  return { ...named, default: { ...named } }
}
