import { statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import type { Location, Message } from 'esbuild'
import { type SourcePlace, UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import { nearest } from '../../../base/suggest.ts'
import { moduleNames } from '../../modules/modules.ts'
import { codeFrame } from '../transform/code-frame.ts'
import { isPackageFile } from './import-rules.ts'
import { nearFile } from './near-file.ts'
import { insteadOfBuiltin, isNodeBuiltin } from './node-builtins.ts'
import type { SourceNames } from './source-names.ts'

/** What is needed to say in the user's words what esbuild found. */
export interface ProblemContext {
  readonly names: SourceNames
  /** The text of a source by its place or URL. */
  readonly textOf: (place: string) => string | undefined
}

interface Explanation {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** What went wrong in our own code while esbuild called it; undefined when nothing did. */
export const faultIn = (errors: readonly Message[]): Error | undefined =>
  errors
    .map(({ detail }): unknown => detail)
    .find((detail) => detail instanceof Error && !(detail instanceof UserError) && !('syscall' in detail)) as
    | Error
    | undefined

/** The first error as ours; the others are told in its message. */
export function buildError(errors: readonly Message[], context: ProblemContext): UserError {
  const [first, ...others] = errors
  if (first === undefined) return new UserError('SCRIPT_SYNTAX', 'the script cannot be bundled')
  const explained = explain(first, context)
  const also = others.map((other) => `\n  also ${oneLine(other, context)}`).join('')
  const place = placeOf(first, context)
  return new UserError(explained.code, explained.message + also, {
    exitCode: ExitCode.ScriptException,
    ...(explained.hint === undefined ? {} : { hint: explained.hint }),
    ...(place === undefined ? {} : { place }),
  })
}

/** Warnings worth reading: those in the user's own files that name a likely mistake. */
export function buildWarnings(warnings: readonly Message[], context: ProblemContext): string[] {
  return warnings
    .filter(({ id, location }) => location !== null && !noise.has(id) && isUserFile(location, context))
    .map((warning) => oneLine(warning, context))
}

/** `direct-eval`: k6 allows it, and scripts use it for `__ENV`. */
const noise: ReadonlySet<string> = new Set(['direct-eval', 'package.json', 'tsconfig.json', 'indirect-require'])

function isUserFile({ file }: Location, { names }: ProblemContext): boolean {
  const { kind, place } = names.of(file)
  return kind === 'file' && !isPackageFile(place)
}

function oneLine(message: Message, context: ProblemContext): string {
  const place = placeOf(message, context)
  const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `
  return `${where}${explain(message, context).message}`
}

function placeOf(message: Message, { names, textOf }: ProblemContext): SourcePlace | undefined {
  // What went wrong while reading a file is noted at the import of it.
  const location = message.location ?? message.notes.find((note) => note.location !== null)?.location
  if (location == null) return undefined
  const { place, name } = names.of(location.file)
  const { line } = location
  // esbuild counts columns in bytes, from 0.
  const column = Buffer.from(location.lineText).subarray(0, location.column).toString().length + 1
  const text = textOf(place)
  const frame = text === undefined ? codeFrame(location.lineText, 1, column) : codeFrame(text, line, column)
  return { file: name, line, column, frame }
}

function explain(message: Message, context: ProblemContext): Explanation {
  const detail: unknown = message.detail
  if (detail instanceof UserError) {
    return { code: detail.code, message: detail.message, ...(detail.hint === undefined ? {} : { hint: detail.hint }) }
  }
  if (detail instanceof Error) return { code: 'SCRIPT_UNREADABLE', message: detail.message }
  const [, missing] = /^Could not resolve "(.*)"$/s.exec(message.text) ?? []
  if (missing !== undefined) return unresolved(missing, message.location, context)
  if (message.text.startsWith('No matching export')) return missingExport(message, context)
  const text = message.text.replace(/ with the "esm" output format due to strict mode$/, ': scripts run in strict mode')
  return { code: 'SCRIPT_SYNTAX', message: text, ...dataFileHint(message.location) }
}

function unresolved(specifier: string, location: Location | null, context: ProblemContext): Explanation {
  const importer = location === null ? undefined : context.names.of(location.file)
  if (/^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier)) return missingFile(specifier, importer?.place)
  if (isNodeBuiltin(specifier)) return nodeBuiltin(specifier, importer?.place)
  return missingPackage(specifier)
}

function missingFile(specifier: string, importer: string | undefined): Explanation {
  const path = importer === undefined ? undefined : resolve(dirname(importer), specifier)
  const code = 'IMPORT_NOT_FOUND'
  if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    return { code, message: `"${specifier}" is a folder`, hint: 'import a file in it' }
  }
  const near = path === undefined ? '' : nearFile(path)
  return {
    code,
    message: `cannot find "${specifier}"${near}`,
    hint: 'a path in an import starts from the folder of the importing file',
  }
}

function nodeBuiltin(specifier: string, importer: string | undefined): Explanation {
  const [, name] =
    /[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)[/\\](?!.*[/\\]node_modules[/\\])/.exec(importer ?? '') ?? []
  const hint = insteadOfBuiltin(specifier)
  return name === undefined
    ? { code: 'NODE_MODULE', message: `"${specifier}" is a module of Node.js; scripts do not have it, as in k6`, hint }
    : {
        code: 'NODE_MODULE',
        message: `the package "${name}" needs "${specifier}" of Node.js, which scripts do not have, as in k6`,
        hint: `use a package that runs in browsers in place of "${name}"`,
      }
}

function missingPackage(specifier: string): Explanation {
  const module = nearest(specifier, moduleNames)
  const message = `cannot find the package "${specifier}"${module === undefined ? '' : `; did you mean "${module}"?`}`
  if (/^[\w-]+(?:\.[\w-]+)+\//.test(specifier)) {
    return { code: 'IMPORT_NOT_FOUND', message, hint: `give the whole URL: https://${specifier}` }
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  return {
    code: 'IMPORT_NOT_FOUND',
    message,
    hint: `install it beside the script with: npm install ${name}; a file of yours is imported as "./${specifier}"`,
  }
}

function missingExport({ text, notes }: Message, { names }: ProblemContext): Explanation {
  const [, file = '', name = ''] = /^No matching export in "(.*)" for import "(.*)"$/s.exec(text) ?? []
  const meant = notes.map((note) => /^Did you mean to import "(.*)" instead\?$/.exec(note.text)?.[1]).find(Boolean)
  const near = meant === undefined ? '' : `; did you mean "${meant}"?`
  return { code: 'MISSING_EXPORT', message: `${names.of(file).name} does not export "${name}"${near}` }
}

function dataFileHint(location: Location | null): { readonly hint?: string } {
  if (location === null || /^\.([mc]?[jt]s|json|)$/.test(extname(location.file))) return {}
  return { hint: 'only scripts and JSON can be imported; read other files with open()' }
}
