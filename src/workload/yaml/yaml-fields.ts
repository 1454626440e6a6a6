import { isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml'
import { type Parsed, problemsOf } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'

/** What is known of a YAML text while it is read. */
export interface YamlContext {
  readonly file: string
  readonly lines: LineCounter
  /** Everything that is wrong, in the order in which it was found. */
  readonly problems: string[]
}

export type YamlNode = Node | null | undefined

/** `workload.yaml:12:5`, counted from 1. */
export function placeOf({ file, lines }: YamlContext, node: YamlNode): string {
  const offset = node?.range?.[0]
  if (offset === undefined) return file
  const { line, col } = lines.linePos(offset)
  return `${file}:${line}:${col}`
}

export const complain = (context: YamlContext, node: YamlNode, text: string): void =>
  void context.problems.push(`${placeOf(context, node)}: ${text}`)

/** What a node is, for messages. */
export function describe(node: YamlNode): string {
  if (isMap(node)) return 'a map'
  if (isSeq(node)) return 'a list'
  return isScalar(node) ? JSON.stringify(node.value) : 'nothing'
}

/** The text of a scalar as it is written: `1.50` keeps its zero, `yes` is a text. */
export function textOf(node: YamlNode): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined
  return typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value))
}

/** Reads a map field by field; what nobody asked for is a mistake. */
export class YamlFields {
  readonly context: YamlContext
  readonly node: YAMLMap
  readonly #subject: string
  readonly #asked = new Set<string>()

  /** `subject`: what the map is, for messages. */
  constructor(context: YamlContext, node: YAMLMap, subject: string) {
    this.context = context
    this.node = node
    this.#subject = subject
  }

  /** The value of a field; undefined when it is not there or is left empty. */
  get(name: string): Node | undefined {
    this.#asked.add(name)
    const value = this.node.get(name, true) as YamlNode
    return value === undefined || value === null || (isScalar(value) && value.value === null) ? undefined : value
  }

  text(name: string): string | undefined {
    const node = this.get(name)
    if (node === undefined) return undefined
    const text = textOf(node)
    if (text === undefined || text.trim() === '')
      complain(this.context, node, `${name} must be a text, got ${describe(node)}`)
    return text?.trim() === '' ? undefined : text
  }

  /** A scalar that `read` understands; its problems begin with the name of the field. */
  read<T>(name: string, read: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const result = read(text)
    for (const problem of problemsOf(result)) complain(this.context, this.get(name), `${name} ${problem}`)
    return result.ok ? result.value : undefined
  }

  word<const W extends string>(name: string, words: readonly W[]): W | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const word = words.find((known) => known === text)
    if (word !== undefined) return word
    const meant = didYouMean(text, words)
    complain(this.context, this.get(name), `${name} must be one of ${words.join(', ')}, got ${text}${meant}`)
    return undefined
  }

  map(name: string): YamlFields | undefined {
    const node = this.get(name)
    if (node === undefined) return undefined
    if (isMap(node)) return new YamlFields(this.context, node, name)
    complain(this.context, node, `${name} must be a map, got ${describe(node)}`)
    return undefined
  }

  list(name: string): readonly Node[] | undefined {
    const node = this.get(name)
    if (node === undefined) return undefined
    if (isSeq(node)) return node.items as Node[]
    complain(this.context, node, `${name} must be a list, got ${describe(node)}`)
    return undefined
  }

  /** To be called when all fields have been asked for. */
  finish(): void {
    for (const { key } of this.node.items) {
      const name = textOf(key as YamlNode) ?? describe(key as YamlNode)
      if (this.#asked.has(name)) continue
      complain(this.context, key as YamlNode, `${this.#subject} has no field "${name}"${didYouMean(name, this.#asked)}`)
    }
  }
}
