import type { Program } from 'oxc-parser'
import type { Node, NodeOf } from './ast.ts'
import type { Resolved } from './resolve.ts'
import type { Binding } from './scopes.ts'

/** What a script takes from modules that are not in its bundle. */
export interface ModuleImports {
  /** Import bindings: `name` is `default`, `*` for the namespace, or a name. */
  readonly bindings: ReadonlyMap<Binding, { readonly specifier: string; readonly name: string }>
  /** All modules, in the order of the source. */
  readonly specifiers: readonly string[]
  /** Those taken by `require`, and where. */
  readonly required: readonly { readonly specifier: string; readonly node: Node }[]
}

export function findImports(program: Program, resolved: Resolved): ModuleImports {
  const bindings = new Map<Binding, { specifier: string; name: string }>()
  const specifiers = new Set<string>()
  for (const statement of program.body) {
    if ('source' in statement && statement.source !== null) specifiers.add(statement.source.value)
    if (statement.type !== 'ImportDeclaration') continue
    for (const one of statement.specifiers) {
      const binding = resolved.bindings.get(one.local)
      if (binding !== undefined) bindings.set(binding, { specifier: statement.source.value, name: importedName(one) })
    }
  }
  const required = findRequired(resolved)
  for (const { specifier } of required) specifiers.add(specifier)
  return { bindings, specifiers: [...specifiers], required }
}

type Specifier = NodeOf<'ImportSpecifier' | 'ImportDefaultSpecifier' | 'ImportNamespaceSpecifier'>

export function importedName(specifier: Specifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  return exportName(specifier.imported)
}

export const exportName = (name: Node): string => {
  if (name.type === 'Identifier') return name.name
  return name.type === 'Literal' ? String(name.value) : ''
}

/** `require('k6/http')` as it stands in a bundle: esbuild calls it `__require`. */
function findRequired({ namedCalls, bindings }: Resolved): ModuleImports['required'] {
  return namedCalls.flatMap((node) => {
    const [argument] = node.arguments
    if (node.callee.type !== 'Identifier' || argument?.type !== 'Literal') return []
    const { name } = node.callee
    const isRequire = (name === 'require' && bindings.get(node.callee) === undefined) || /^__require\d*$/.test(name)
    return isRequire && typeof argument.value === 'string' ? [{ specifier: argument.value, node }] : []
  })
}
