import type { ScriptPlace } from '../compiled.ts'
import type { BundleMap } from './bundle-map.ts'
import { forEachChild, type Node, type NodeOf } from './ast.ts'
import type { Colours } from './colour.ts'
import type { Resolved } from './resolve.ts'
import { joined, type Rope, type Slice } from './rope.ts'
import type { Fn, Scope } from './scopes.ts'
import type { SiteNode } from './value-flow.ts'

type Rewrite<N extends Node> = (node: N, out: Emission) => Rope
/** How to write a node anew; undefined leaves it as it is, but for what is in it. */
export type Rewrites = { readonly [T in Node['type']]?: Rewrite<NodeOf<T>> }

/** The names that the written code uses for itself. */
export interface OwnNames {
  /** What the runtime offers to a VU: `Runtime`. */
  readonly runtime: string
  /** The fiber of the VU. */
  readonly fiber: string
  /** The class of unfinished calls. */
  readonly call: string
  /** The VU's global object. */
  readonly global: string
  /** The prefix of all others. */
  readonly prefix: string
}

export interface Parts {
  readonly source: string
  readonly map: BundleMap
  readonly resolved: Resolved
  readonly colours: Colours
  readonly names: OwnNames
  readonly rewrites: Rewrites
}

/** Writes a script anew, node by node. */
export class Emission {
  readonly resolved: Resolved
  readonly colours: Colours
  readonly names: OwnNames
  readonly places: ScriptPlace[] = []
  /** Where functions can be suspended, by the names of the functions. */
  readonly sites: string[] = []
  /** What stands in the parentheses of a loop, where it is no statement of its own. */
  readonly loopHeads: Set<Node> = new Set()
  /** Free names that may be missing where they stand. */
  readonly unchecked: Set<Node> = new Set()
  /** Names that something is assigned to. */
  readonly written: Set<Node> = new Set()
  /** The function that is being written. */
  fn: Fn
  readonly #parts: Parts
  readonly #hoists = new Map<Scope, Rope>()
  #temporaries: string[] = []
  #used = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.resolved = parts.resolved
    this.colours = parts.colours
    this.names = parts.names
    this.fn = parts.resolved.module
  }

  render(node: Node): Rope {
    const rewrite = this.#parts.rewrites[node.type] as Rewrite<Node> | undefined
    return rewrite === undefined ? this.inside(node) : rewrite(node, this)
  }

  /** The node as it stands, with what is in it written anew. */
  inside(node: Node): Rope {
    return this.between(node.start, node.end, childrenOf(node))
  }

  /** A stretch of the source in which `nodes` are written anew. */
  between(start: number, end: number, nodes: readonly Node[]): Rope {
    const rope: Rope = []
    let at = start
    for (const node of nodes) {
      rope.push({ start: at, end: node.start }, this.render(node))
      at = node.end
    }
    rope.push({ start: at, end })
    return joined(rope)
  }

  text(node: Slice): string {
    return this.#parts.source.slice(node.start, node.end)
  }

  within<T>(fn: Fn, write: () => T): T {
    const outer = { fn: this.fn, temporaries: this.#temporaries }
    this.fn = fn
    this.#temporaries = []
    const result = write()
    this.fn = outer.fn
    this.#temporaries = outer.temporaries
    return result
  }

  /** A variable of the function that is being written. */
  temporary(): string {
    const name = this.freshName()
    this.#temporaries.push(name)
    return name
  }

  /** Declares the variables that were asked for. */
  temporaries(): string {
    const names = [`${this.names.prefix}T`, ...this.#temporaries]
    return `let ${names.join(', ')}; `
  }

  /** The calls in a function that may block. */
  sitesOf(fn: Fn): readonly SiteNode[] {
    return this.colours.sitesOf.get(fn) ?? []
  }

  /** Whether a function is written as a generator that is run by the runtime. */
  isSuspendable(fn: Fn): boolean {
    return fn.kind === 'async' || (this.colours.blocking.has(fn) && !this.colours.passing.has(fn))
  }

  /** What is put at the start of a list of statements. */
  hoistsOf(scope: Scope): Rope {
    const known = this.#hoists.get(scope)
    if (known !== undefined) return known
    const rope: Rope = []
    this.#hoists.set(scope, rope)
    return rope
  }

  freshName(): string {
    this.#used += 1
    return `${this.names.prefix}${this.#used}`
  }

  /** The value of an expression, for which the function suspends if it is an unfinished call. */
  awaited(written: Rope): Rope {
    const value = `${this.names.prefix}T`
    const site = this.sites.push(this.fn.name) - 1
    const { call, fiber } = this.names
    const yielding = `${value} instanceof ${call} ? yield (${fiber}.site = ${site}, ${value}) : ${value})`
    return [`(${value} = `, { mark: site }, written, ', ', yielding]
  }

  /** Remembers a place for error messages; returns its number. */
  place(at: number, what: string): number {
    const { file, line, column } = this.#parts.map.placeAt(at)
    return this.places.push({ file, line, column, what }) - 1
  }
}

/** In the order of the source. */
function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  forEachChild(node, (child) => children.push(child))
  return children.length < 2 ? children : children.sort((a, b) => a.start - b.start)
}
