import type { NodeOf } from './ast.ts'
import type { Program } from 'oxc-parser'
import { forEachChild, type Node } from './ast.ts'
import type { Emission, Rewrites } from './emission.ts'
import { exportName, importedName } from './imports.ts'
import type { Rope } from './rope.ts'

/** Imports come from the runtime; what is exported is given back by the factory at its end. */
export const moduleRewrites: Rewrites = {
  ImportDeclaration: () => [],
  ExportAllDeclaration: () => [],
  ExportNamedDeclaration: (node, out) => (node.declaration === null ? [] : out.render(node.declaration)),
  ExportDefaultDeclaration: (node, out) => defaultExport(node.declaration, out),
  ImportExpression: (node, out) => [`${out.names.runtime}.refuseImport(`, out.render(node.source), ')'],
}

function defaultExport(node: Node, out: Emission): Rope {
  const name = `${out.names.prefix}Default`
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id !== null)
    return out.render(node)
  return [`const ${name} = { default: `, out.render(node), ' }.default;']
}

/** The start of the factory: what the script imports. */
export function importsOf(program: Program, out: Emission): Rope {
  const ropes: Rope = []
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue
    const module = `${out.names.runtime}.module(${JSON.stringify(statement.source.value)})`
    const named = statement.specifiers.filter((one) => one.type !== 'ImportNamespaceSpecifier')
    const members = named.map((one) => `${JSON.stringify(importedName(one))}: ${one.local.name}`)
    ropes.push(`const { ${members.join(', ')} } = ${module};\n`)
    for (const one of statement.specifiers) {
      if (one.type === 'ImportNamespaceSpecifier') ropes.push(`const ${one.local.name} = ${module};\n`)
    }
  }
  return ropes
}

/** Each exported name with an expression that reads it. */
export function exportsOf(program: Program, out: Emission): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') found.set('default', defaultName(statement.declaration, out))
    if (statement.type !== 'ExportNamedDeclaration') continue
    for (const name of declaredNames(statement.declaration)) found.set(name, name)
    for (const { local, exported } of statement.specifiers) {
      found.set(exportName(exported), readOf(statement, exportName(local), out))
    }
  }
  return found
}

function readOf({ source }: NodeOf<'ExportNamedDeclaration'>, name: string, out: Emission): string {
  if (source === null) return name
  const key = JSON.stringify(name)
  return `${out.names.runtime}.module(${JSON.stringify(source.value)})[${key}]`
}

/** Modules all of whose members the script exports. */
export function starExportsOf(program: Program): string[] {
  return program.body.flatMap((one) =>
    one.type === 'ExportAllDeclaration' && one.exported === null ? [one.source.value] : [],
  )
}

function defaultName(node: Node, out: Emission): string {
  const isDeclaration = node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration'
  return isDeclaration && node.id !== null ? node.id.name : `${out.names.prefix}Default`
}

function declaredNames(node: Node | null): string[] {
  if (node === null) return []
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
    return node.id === null ? [] : [node.id.name]
  return node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => namesIn(id)) : []
}

function namesIn(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name]
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern.left)
  if (pattern.type === 'Property') return namesIn(pattern.value)
  const names: string[] = []
  forEachChild(pattern, (child) => names.push(...namesIn(child)))
  return names
}
