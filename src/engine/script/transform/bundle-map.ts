import { originalPositionFor, sourceContentFor, TraceMap, traceSegment } from '@jridgewell/trace-mapping'
import type { SourcePlace } from '../../../base/errors.ts'
import { LineIndex } from './line-index.ts'

/** From offsets in a bundle to places in the user's own files. */
export class BundleMap {
  readonly file: string
  /** A source map, version 3, as JSON text. */
  readonly json: string | undefined
  readonly #trace: TraceMap | undefined
  readonly #lines: LineIndex
  /** The numbers of sources that are not the user's own. */
  readonly #libraries: ReadonlySet<number>
  readonly #originalLines = new Map<string, readonly string[]>()

  /** Without `json` every place is in `file` itself. */
  constructor(code: string, json: string | undefined, file: string) {
    this.file = file
    this.json = json
    this.#trace = json === undefined ? undefined : new TraceMap(json)
    this.#lines = new LineIndex(code)
    this.#libraries = librariesIn(this.#trace?.sources ?? [])
  }

  placeAt(offset: number): SourcePlace {
    const { line, column } = this.#lines.positionOf(offset)
    const here = { file: this.file, line: line + 1, column: column + 1 }
    if (this.#trace === undefined) return here
    const origin = originalPositionFor(this.#trace, { line: line + 1, column })
    return origin.source === null ? here : { file: origin.source, line: origin.line, column: origin.column + 1 }
  }

  /** Whether the code at an offset comes from a package, or from what the bundler adds, and not from the user's own files. */
  isLibrary(offset: number): boolean {
    if (this.#trace === undefined) return false
    const { line, column } = this.#lines.positionOf(offset)
    const segment = traceSegment(this.#trace, line, column)
    return segment === null || segment.length === 1 || this.#libraries.has(segment[1])
  }

  /**
   * What the author called what the bundle calls `written` at `offset`: the bundler gives another name to what would collide, and
   * to a class that refers to itself. What was exported without a name is called `default`.
   */
  nameAt(offset: number, written: string): string {
    if (this.#trace === undefined) return written
    const { line, column } = this.#lines.positionOf(offset)
    const origin = originalPositionFor(this.#trace, { line: line + 1, column })
    if (origin.source === null) return written
    const text = this.#originalLine(origin.source, origin.line).slice(origin.column)
    if (/^export\s+default\b/.test(text)) return 'default'
    const found = identifierAt(text)
    return found === undefined || keywords.has(found) ? written : found
  }

  /** Whether the author, in a file of the script, declared what begins at `offset` with `const`, `let` or `class`. */
  isLexicalAt(offset: number): boolean {
    if (this.#trace === undefined || this.isLibrary(offset)) return false
    const { line, column } = this.#lines.positionOf(offset)
    const origin = originalPositionFor(this.#trace, { line: line + 1, column })
    return origin.source !== null && lexical.test(this.#originalLine(origin.source, origin.line).slice(origin.column))
  }

  #originalLine(source: string, line: number): string {
    let lines = this.#originalLines.get(source)
    if (lines === undefined) this.#originalLines.set(source, (lines = (this.sourceText(source) ?? '').split('\n')))
    return lines[line - 1] ?? ''
  }

  sourceText(file: string): string | undefined {
    return this.#trace === undefined ? undefined : (sourceContentFor(this.#trace, file) ?? undefined)
  }
}

function librariesIn(sources: readonly (string | null)[]): ReadonlySet<number> {
  return new Set(sources.flatMap((source, index) => (source !== null && isPackage.test(source) ? [index] : [])))
}

const lexical = /^(?:export\s+)?(?:default\s+)?(?:const|let|(?:abstract\s+)?class)\b/

/** What can stand where a declaration begins. */
const keywords: ReadonlySet<string> = new Set(['async', 'class', 'const', 'export', 'function', 'let', 'var'])

const identifierAt = (text: string): string | undefined => /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text)?.[0]

const isPackage = /(?:^|\/)node_modules\/|^https?:|jslib/
