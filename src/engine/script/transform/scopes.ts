import type { Node } from './ast.ts'
import type { SuperCall } from './super-call.ts'

export interface Binding {
  readonly name: string
  readonly scope: Scope
}

export class Scope {
  readonly parent: Scope | undefined
  readonly fn: Fn
  readonly depth: number
  /** Whether it is a list of statements: a function declaration can be put at its start. */
  readonly isList: boolean
  readonly bindings: Map<string, Binding> = new Map()

  constructor(parent: Scope | undefined, fn: Fn, isList: boolean) {
    this.parent = parent
    this.fn = fn
    this.depth = parent === undefined ? 0 : parent.depth + 1
    this.isList = isList
  }

  declare(name: string): Binding {
    const known = this.bindings.get(name)
    if (known !== undefined) return known
    const binding: Binding = { name, scope: this }
    this.bindings.set(name, binding)
    return binding
  }

  resolve(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.resolve(name)
  }
}

export type FnKind = 'plain' | 'async' | 'generator' | 'async-generator' | 'module' | 'initializer'

/** What a function is made of beside its code. */
export interface FnFacts {
  readonly name: string
  readonly isConstructor?: boolean
  readonly superCall?: SuperCall
  readonly cannotWait?: string
}

/** A function of the script, or what runs like one: the module itself, the fields and static blocks of a class. */
export class Fn {
  readonly node: Node
  readonly kind: FnKind
  readonly name: string
  /** Of a class: what it returns is the new object, unless it is another. */
  readonly isConstructor: boolean
  /** How it begins, if it is that of a derived class: behind that it can be suspended. */
  readonly superCall: SuperCall | undefined
  /** Why it cannot be suspended, as the user would call it: `get token`. */
  readonly cannotWait: string | undefined
  /** The scope it is written in. */
  readonly outer: Scope | undefined
  /** Set once its body was entered. */
  body: Scope | undefined
  usesThis = false
  usesArguments = false
  usesSuper = false
  usesNewTarget = false
  /** Whether its body declares a name again that is one of its parameters. */
  redeclaresParams = false
  /** The innermost scope around it that its code refers to: it may be moved no further out. */
  reach: Scope | undefined

  constructor(node: Node, kind: FnKind, outer: Scope | undefined, about: FnFacts) {
    this.node = node
    this.kind = kind
    this.outer = outer
    this.name = about.name
    this.isConstructor = about.isConstructor ?? false
    this.superCall = about.superCall
    this.cannotWait = about.cannotWait
  }

  get parent(): Fn | undefined {
    return this.outer?.fn
  }

  get isArrow(): boolean {
    return this.node.type === 'ArrowFunctionExpression'
  }

  /** Whether a blocking call in it can suspend it. */
  get canWait(): boolean {
    if (this.superCall !== undefined && (this.usesArguments || this.redeclaresParams)) return false
    return this.cannotWait === undefined && !this.usesNewTarget
  }

  reachesTo(scope: Scope): void {
    if (this.reach === undefined || this.reach.depth < scope.depth) this.reach = scope
  }
}

/** The function and those around it up to the one whose `this`, `arguments` and `super` it sees. */
export function arrowsUpTo(fn: Fn): Fn[] {
  const path = [fn]
  for (let one: Fn | undefined = fn; one?.isArrow === true; ) {
    one = one.parent
    if (one !== undefined) path.push(one)
  }
  return path
}

/** Notes that a function, and those around it, refer to something in a scope. */
export function reachFrom(fn: Fn, scope: Scope): void {
  for (let one: Fn | undefined = fn; one?.outer !== undefined && scope.depth <= one.outer.depth; one = one.parent) {
    one.reachesTo(scope)
  }
}
