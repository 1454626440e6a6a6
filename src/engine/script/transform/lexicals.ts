import type { Program } from 'oxc-parser'
import type { BundleMap } from './bundle-map.ts'

/**
 * The bundler writes `var` for what an author declared with `const`, `let` or `class` at the top of a file. There it can be read
 * before it has a value, where the author, and k6, get a ReferenceError: so it becomes `let` again, in place.
 */
export function withLexicals(code: string, { body }: Program, map: BundleMap): string {
  let text = ''
  let done = 0
  for (const statement of body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'var') continue
    if (!map.isLexicalAt(declared.start)) continue
    text += `${code.slice(done, declared.start)}let`
    done = declared.start + 'var'.length
  }
  return text + code.slice(done)
}
