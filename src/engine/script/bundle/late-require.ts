import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, type Program } from 'oxc-parser'
import { forEachChild, type Node } from '../transform/ast.ts'

/** `require(` before anything but a plain string. */
const suspicion = /\brequire\s*\(\s*(?!(['"])[^'"`]*\1\s*\))/
/** As long as `require`, which it stands for, so that columns stay. */
const ownName = 'requir_'
const scriptFile = /\.(?:[mc]?[jt]s|json)$/

/** A file name with gaps for what is known only when the script runs. */
type Pattern = readonly (string | undefined)[]

/**
 * Lets `require('./lib/' + name)` find the files of this folder that it can mean; what it means is decided when the script
 * runs, and any other name is an error then.
 */
export function rewriteLateRequire(text: string, folder: string, lang: 'js' | 'ts'): string {
  if (!suspicion.test(text)) return text
  const { errors, program } = parseSync(`script.${lang}`, text, { lang, sourceType: 'unambiguous' })
  if (errors.length > 0) return text
  const { calls, isBound } = findRequires(program)
  if (isBound || calls.length === 0) return text
  const files = new Set(calls.flatMap(({ pattern }) => filesLike(pattern, folder)))
  const rewritten = calls.reduceRight(
    (left, { at }) => left.slice(0, at) + ownName + left.slice(at + ownName.length),
    text,
  )
  return `${rewritten}\n${ownFunction([...files].sort())}`
}

function ownFunction(files: readonly string[]): string {
  const cases = files.map((file) => `case ${JSON.stringify(file)}: return require(${JSON.stringify(file)}); `)
  return `function ${ownName}(name) { switch (name) { ${cases.join('')}default: return require(name) } }`
}

interface FoundRequires {
  readonly calls: readonly { readonly at: number; readonly pattern: Pattern }[]
  /** The name stands for something else somewhere in the file. */
  readonly isBound: boolean
}

function findRequires(program: Program): FoundRequires {
  const calls: { at: number; pattern: Pattern }[] = []
  let isBound = false
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression' && isRequire(node.callee)) {
      const [argument] = node.arguments
      const pattern = argument === undefined ? [''] : patternOf(argument)
      if (pattern.includes(undefined)) calls.push({ at: node.callee.start, pattern })
    }
    isBound ||= bindsRequire(node)
    forEachChild(node, visit)
  }
  visit(program)
  return { calls, isBound }
}

const isRequire = (node: Node): boolean => node.type === 'Identifier' && node.name === 'require'

function bindsRequire(node: Node): boolean {
  if (node.type === 'VariableDeclarator') return isRequire(node.id)
  if (node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier') return isRequire(node.local)
  if ('params' in node && Array.isArray(node.params)) return node.params.some(isRequire)
  return node.type === 'FunctionDeclaration' && node.id !== null && isRequire(node.id)
}

function patternOf(node: Node): Pattern {
  if (node.type === 'Literal') return [typeof node.value === 'string' ? node.value : undefined]
  if (node.type === 'ParenthesizedExpression') return patternOf(node.expression)
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return [...patternOf(node.left), ...patternOf(node.right)]
  if (node.type !== 'TemplateLiteral') return [undefined]
  return node.quasis.flatMap(({ value }, index) =>
    index === 0 ? [value.cooked ?? ''] : [undefined, value.cooked ?? ''],
  )
}

/** The files, as `require` would name them, that a pattern can mean; none unless it begins with a folder. */
function filesLike(pattern: Pattern, folder: string): string[] {
  const whole = pattern.map((part) => part ?? '\0').join('')
  if (!/^\.{1,2}\//.test(whole)) return []
  const [start = '', ...names] = whole.split('/')
  return names.reduce<string[]>(
    (found, name, index) => {
      const isLast = index === names.length - 1
      return found.flatMap((parent) =>
        namesLike(name, join(folder, parent), isLast).map((child) => `${parent}/${child}`),
      )
    },
    [start],
  )
}

function namesLike(name: string, folder: string, isFile: boolean): string[] {
  if (name === '..' || (!isFile && !name.includes('\0'))) return [name]
  const parts = name.split('\0').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const like = new RegExp(`^${parts.join('.*')}$`)
  const isWanted = (entry: Dirent): boolean =>
    like.test(entry.name) && !entry.name.startsWith('.') && isFile !== entry.isDirectory()
  return entriesOf(folder)
    .filter((entry) => isWanted(entry) && (!isFile || scriptFile.test(entry.name)))
    .map((entry) => entry.name)
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
