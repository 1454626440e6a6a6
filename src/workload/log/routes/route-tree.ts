import { ownCopy } from '../log-entry.ts'
import { segmentTemplate } from './segment.ts'

/** A method and the template of a path. */
export interface Route {
  readonly method: string
  readonly template: string
}

/** More different names than this at one place of a path are names of things, not of pages. */
const MOST_NAMES = 100
/** Deeper than this, paths are cut. */
const DEEPEST = 12
/** No log makes more of the tree than this: what is new then is no name of its own. */
const MOST_NODES = 20_000
const NAME = '{name}'

class Node {
  readonly segment: string
  readonly parent: Node | undefined
  readonly children: Map<string, Node> = new Map()
  /** Ids of routes that end here, by method. */
  readonly routes: Map<string, number> = new Map()
  /** Its names have become one. */
  isCollapsed = false
  /** Children that are plain names. */
  names = 0

  constructor(segment: string, parent: Node | undefined) {
    this.segment = segment
    this.parent = parent
  }
}

const isTemplate = (segment: string): boolean => segment.includes('{')

/**
 * All routes of a log. A part of a path that looks like an id, a hash or a date is one by itself; names become `{name}` once there
 * are more than a hundred of them at one place. The memory it takes is bounded, whatever is in the log.
 */
export class RouteTree {
  readonly #root = new Node('', undefined)
  readonly #places: { readonly node: Node; readonly method: string }[] = []
  /** Routes that have become another one. */
  readonly #became: number[] = []
  #nodes = 1

  /** Ids that were given so far; some of them may have become others since. */
  get size(): number {
    return this.#places.length
  }

  /** The id of the route of a request; `path` has no query. */
  idOf(method: string, path: string): number {
    let node = this.#root
    const segments = path.split('/', DEEPEST + 2)
    for (const [index, segment] of segments.entries()) {
      if (index > 0) node = this.#child(node, index > DEEPEST ? '{rest}' : segmentTemplate(segment))
    }
    const known = node.routes.get(method)
    return known === undefined ? this.#add(node, method) : this.now(known)
  }

  /** The route that an id given earlier belongs to by now. */
  now(id: number): number {
    let at = id
    for (let next = this.#became[at]; next !== undefined && next !== at; next = this.#became[at]) at = next
    this.#became[id] = at
    return at
  }

  routeOf(id: number): Route {
    const place = this.#places[this.now(id)]
    if (place === undefined) throw new RangeError(`no route ${id}`)
    return { method: place.method, template: templateOf(place.node) }
  }

  #add(node: Node, method: string): number {
    const id = this.#places.length
    const own = ownCopy(method)
    this.#places.push({ node, method: own })
    this.#became.push(id)
    node.routes.set(own, id)
    return id
  }

  #child(parent: Node, segment: string): Node {
    const isName = !isTemplate(segment)
    const wanted = isName && parent.isCollapsed ? NAME : segment
    const known = parent.children.get(wanted)
    if (known !== undefined) return known
    if (isName && !parent.isCollapsed && (parent.names >= MOST_NAMES || this.#nodes >= MOST_NODES))
      return this.#collapse(parent)
    return this.#make(parent, ownCopy(wanted))
  }

  #make(parent: Node, segment: string): Node {
    const node = new Node(segment, parent)
    parent.children.set(segment, node)
    if (!isTemplate(segment)) parent.names += 1
    this.#nodes += 1
    return node
  }

  /** All plain names below `parent` become one. */
  #collapse(parent: Node): Node {
    parent.isCollapsed = true
    const names = [...parent.children.values()].filter(({ segment }) => !isTemplate(segment))
    const merged = parent.children.get(NAME) ?? this.#make(parent, NAME)
    for (const node of names) {
      parent.children.delete(node.segment)
      this.#merge(merged, node)
    }
    parent.names = 0
    return merged
  }

  #merge(into: Node, from: Node): void {
    this.#nodes -= 1
    for (const [method, id] of from.routes) {
      const kept = into.routes.get(method) ?? this.#add(into, method)
      this.#became[this.now(id)] = kept
    }
    for (const child of from.children.values()) this.#merge(this.#child(into, child.segment), child)
  }
}

function templateOf(node: Node): string {
  const segments: string[] = []
  for (let at: Node | undefined = node; at?.parent !== undefined; at = at.parent) segments.unshift(at.segment)
  return `/${segments.join('/')}`
}
