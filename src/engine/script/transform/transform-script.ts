import type { Program } from 'oxc-parser'
import type { CallPlace, CompiledScript, ImportedModule } from '../compiled.ts'
import { BundleMap } from './bundle-map.ts'
import { colour } from './colour.ts'
import { composeMap } from './compose-map.ts'
import { Emission, type OwnNames, type Rewrites } from './emission.ts'
import { findImports, importedName, type ModuleImports } from './imports.ts'
import { withLexicals } from './lexicals.ts'
import { LineIndex } from './line-index.ts'
import { parseModule } from './parse.ts'
import { type Resolved, resolve } from './resolve.ts'
import { asyncRewrites } from './rewrite-async.ts'
import { callRewrites } from './rewrite-calls.ts'
import { functionRewrites } from './rewrite-functions.ts'
import { iterationRewrites } from './rewrite-iteration.ts'
import { exportsOf, importsOf, moduleRewrites, starExportsOf } from './rewrite-modules.ts'
import { nameRewrites } from './rewrite-names.ts'
import { renamedRewrites } from './rewrite-renamed.ts'
import { statementRewrites } from './rewrite-statements.ts'
import { superRewrites } from './rewrite-super.ts'
import { flatten, type Rope } from './rope.ts'
import { traceValues } from './value-flow.ts'

export interface ScriptSource {
  /** One ES module without imports but those of k6's modules. */
  readonly code: string
  /** Its source map, version 3, as JSON text. */
  readonly map: string | undefined
  /** What the user calls the script, for messages. */
  readonly file: string
}

const rewrites: Rewrites = {
  ...asyncRewrites,
  ...callRewrites,
  ...functionRewrites,
  ...iterationRewrites,
  ...moduleRewrites,
  ...nameRewrites,
  ...renamedRewrites,
  ...statementRewrites,
  ...superRewrites,
}

/**
 * Makes a script ready to run with calls that block: whatever may block becomes a generator, everything else stays as it is.
 * The same source gives the same result. Throws a UserError for a syntax error.
 */
export function transformScript({ code: bundled, map: json, file }: ScriptSource): CompiledScript {
  const map = new BundleMap(bundled, json, file)
  const program = parseModule(bundled, map)
  const source = withLexicals(bundled, program, map)
  const resolved = resolve(program, ({ start, name }) => map.nameAt(start, name))
  const imports = findImports(program, resolved)
  const colours = colour(traceValues(resolved, imports, (offset) => map.isLibrary(offset)))
  const names = ownNames(source)
  const out = new Emission({ source, map, resolved, colours, names, rewrites })
  const { code, placed, marks } = flatten(moduleBody(program, out), source)
  return {
    file,
    code,
    parameters: [names.runtime, names.fiber, names.call, names.global],
    sites: sitesOf(code, marks, out.sites),
    map: composeMap(code, source, placed, map),
    imports: importedModules(program, imports),
    exports: [...exportsOf(program, out).keys()],
    hasTopLevelAwait: resolved.awaitsAtTop,
    usesPromises: usesPromises(resolved),
    hasOwnMath: source.includes('randomSeed') || resolved.assignedNames.has('random'),
    places: out.places,
  }
}

function sitesOf(code: string, marks: readonly number[], names: readonly string[]): CallPlace[] {
  const lines = new LineIndex(code)
  return names.map((name, site) => {
    const { line, column } = lines.positionOf(marks[site] ?? 0)
    return { name, line: line + 1, column: column + 1 }
  })
}

/** Names that the script has nowhere. */
function ownNames(source: string): OwnNames {
  let prefix = '__kp'
  while (source.includes(prefix)) prefix += '_'
  return { prefix, runtime: prefix, fiber: `${prefix}Fiber`, call: `${prefix}Call`, global: `${prefix}Global` }
}

function moduleBody(program: Program, out: Emission): Rope {
  const scope = out.resolved.listOf.get(program)
  const content = out.inside(program)
  const hoists = scope === undefined ? [] : out.hoistsOf(scope)
  const reads = [...exportsOf(program, out)].map(
    ([name, read]) => `get ${JSON.stringify(name)}() { return ${read}; }, `,
  )
  const stars = starExportsOf(program).map((specifier) => `, ${JSON.stringify(specifier)}`)
  const exports = `return ${out.names.runtime}.exports({ ${reads.join('')}}${stars.join('')});`
  const body = [hoists, content, '\n', exports]
  // In a block of its own a script may declare names that are parameters: those that hide what Node has.
  const all = [importsOf(program, out), ...body]
  if (!out.resolved.awaitsAtTop) return ['"use strict"; { ', all, ' }']
  return [`"use strict"; return ${out.names.runtime}.async((function* () { ${out.temporaries()}`, all, '\n})());']
}

function importedModules(program: Program, imports: ModuleImports): ImportedModule[] {
  const names = new Map<string, Set<string>>(imports.specifiers.map((specifier) => [specifier, new Set()]))
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue
    for (const one of statement.specifiers) names.get(statement.source.value)?.add(importedName(one))
  }
  return [...names].map(([specifier, found]) => ({ specifier, names: [...found] }))
}

const asynchronousMembers = ['then', 'asyncRequest', 'addEventListener']
const asynchronousNames: ReadonlySet<string> = new Set(['Promise', 'setTimeout', 'setInterval'])

/** Whether anything in the script can go on after its function returned. */
function usesPromises({ fns, memberNames, bindings, awaitsAtTop }: Resolved): boolean {
  if (awaitsAtTop || fns.some(({ kind }) => kind.startsWith('async'))) return true
  if (asynchronousMembers.some((name) => memberNames.has(name))) return true
  for (const [node, binding] of bindings) {
    if (binding === undefined && node.type === 'Identifier' && asynchronousNames.has(node.name)) return true
  }
  return false
}
