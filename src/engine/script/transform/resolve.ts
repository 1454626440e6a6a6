import type { Program } from 'oxc-parser'
import {
  type AnyClass,
  type AnyFunction,
  bare,
  forEachChild,
  keyName,
  memberName,
  type Node,
  type NodeOf,
} from './ast.ts'
import { AuthorNames } from './author-names.ts'
import { arrowsUpTo, type Binding, Fn, type FnFacts, type FnKind, reachFrom, Scope } from './scopes.ts'
import { accessor, constructorOf } from './member-facts.ts'

/** Who is who in a script: its functions, its scopes, what each identifier means. */
export interface Resolved {
  readonly module: Fn
  readonly fns: readonly Fn[]
  readonly fnOf: ReadonlyMap<Node, Fn>
  /** The scopes of statement lists by their node: block, function body or module. */
  readonly listOf: ReadonlyMap<Node, Scope>
  /** Identifiers that stand for a variable; undefined if nothing in the script declares it. */
  readonly bindings: ReadonlyMap<Node, Binding | undefined>
  /** `arguments`, by the function that it is written in. */
  readonly argumentsIn: ReadonlyMap<Node, Fn>
  /** Calls of a name, with one argument. */
  readonly namedCalls: readonly NodeOf<'CallExpression'>[]
  readonly awaitsAtTop: boolean
  /** All names that are assigned to, with or without an object. */
  readonly assignedNames: ReadonlySet<string>
  /** All names that stand after a dot. */
  readonly memberNames: ReadonlySet<string>
  /** Functions and classes that the bundler gave another name, with the one their author gave them. */
  readonly renamed: ReadonlyMap<Node, string>
}

type Identifier = NodeOf<'Identifier'>
type Visitors = { readonly [T in Node['type']]?: (node: NodeOf<T>, scope: Scope) => void }

/** `nameOf`: what the author calls that which an identifier declares. */
export function resolve(program: Program, nameOf: (id: Identifier) => string): Resolved {
  return new Resolver(program, nameOf).run()
}

class Resolver {
  readonly #program: Program
  readonly #module: Fn
  readonly #fns: Fn[] = []
  readonly #fnOf = new Map<Node, Fn>()
  readonly #listOf = new Map<Node, Scope>()
  readonly #bindings = new Map<Node, Binding | undefined>()
  readonly #references: [Identifier, Scope][] = []
  readonly #argumentsIn = new Map<Node, Fn>()
  readonly #names: AuthorNames
  readonly #privates: [string, Scope][] = []
  readonly #namedCalls: NodeOf<'CallExpression'>[] = []
  readonly #memberNames = new Set<string>()
  readonly #assignedNames = new Set<string>()
  #awaitsAtTop = false

  constructor(program: Program, nameOf: (id: Identifier) => string) {
    this.#program = program
    this.#names = new AuthorNames(nameOf)
    this.#module = this.#addFn(
      new Fn(program, 'module', undefined, { name: 'module', cannotWait: 'the top level of the script' }),
    )
  }

  run(): Resolved {
    const scope = this.#list(this.#program, undefined, this.#module)
    this.#module.body = scope
    this.#children(this.#program, scope)
    for (const [node, from] of this.#references) this.#resolveReference(node, from)
    return {
      module: this.#module,
      fns: this.#fns,
      fnOf: this.#fnOf,
      listOf: this.#listOf,
      bindings: this.#bindings,
      argumentsIn: this.#argumentsIn,
      namedCalls: this.#namedCalls,
      memberNames: this.#memberNames,
      awaitsAtTop: this.#awaitsAtTop,
      assignedNames: this.#assignedNames,
      renamed: this.#names.renamed,
    }
  }

  readonly #visitors: Visitors = {
    FunctionDeclaration: (node, scope) => {
      if (node.id !== null) this.#declare(node.id, scope)
      this.#function(node, scope)
    },
    FunctionExpression: (node, scope) => this.#function(node, scope),
    ArrowFunctionExpression: (node, scope) => this.#function(node, scope),
    ClassDeclaration: (node, scope) => {
      if (node.id !== null) this.#declare(node.id, scope)
      this.#class(node, scope)
    },
    ClassExpression: (node, scope) => this.#class(node, scope),
    BlockStatement: (node, scope) => this.#children(node, this.#list(node, scope, scope.fn)),
    ForStatement: (node, scope) => this.#children(node, new Scope(scope, scope.fn, false)),
    AwaitExpression: (node, scope) => {
      this.#awaitsAtTop ||= scope.fn.kind === 'module'
      this.#children(node, scope)
    },
    ForInStatement: (node, scope) => this.#children(node, new Scope(scope, scope.fn, false)),
    ForOfStatement: (node, scope) => {
      this.#awaitsAtTop ||= node.await && scope.fn.kind === 'module'
      this.#children(node, new Scope(scope, scope.fn, false))
    },
    SwitchStatement: (node, scope) => this.#children(node, new Scope(scope, scope.fn, false)),
    CatchClause: (node, scope) => {
      const inner = new Scope(scope, scope.fn, false)
      if (node.param !== null) this.#pattern(node.param, inner, inner)
      this.#visit(node.body, inner)
    },
    VariableDeclaration: (node, scope) => {
      const target = node.kind === 'var' ? (scope.fn.body ?? scope) : scope
      for (const { id, init } of node.declarations) {
        this.#pattern(id, target, scope)
        if (init === null) continue
        this.#names.hintTarget(init, id)
        this.#visit(init, scope)
      }
    },
    ImportDeclaration: (node, scope) => {
      for (const specifier of node.specifiers) this.#declare(specifier.local, scope)
    },
    ExportNamedDeclaration: (node, scope) => {
      if (node.declaration !== null) this.#visit(node.declaration, scope)
      if (node.source !== null) return
      for (const { local } of node.specifiers) if (local.type === 'Identifier') this.#refer(local, scope)
    },
    ExportDefaultDeclaration: (node, scope) => {
      this.#names.hint(node.declaration, 'default')
      this.#visit(node.declaration, scope)
    },
    ExportAllDeclaration: () => {},
    Identifier: (node, scope) => this.#refer(node, scope),
    MemberExpression: (node, scope) => {
      this.#visit(node.object, scope)
      this.#memberNames.add(memberName(node) ?? '')
      if (node.computed) this.#visit(node.property, scope)
      else if (node.property.type === 'PrivateIdentifier') this.#refuseToLeaveClass(scope)
    },
    PrivateIdentifier: (_, scope) => this.#refuseToLeaveClass(scope),
    Property: (node, scope) => {
      if (node.computed) this.#visit(node.key, scope)
      this.#names.hint(node.value, keyName(node.key, node.computed))
      if (node.kind === 'init') this.#visit(node.value, scope)
      else this.#function(node.value as AnyFunction, scope, accessor(node.kind, keyName(node.key, node.computed) ?? ''))
    },
    AssignmentExpression: (node, scope) => {
      this.#names.hintTarget(node.right, node.left)
      const { left } = node
      if (left.type === 'Identifier') this.#assignedNames.add(left.name)
      if (left.type === 'MemberExpression') this.#assignedNames.add(memberName(left) ?? '')
      this.#children(node, scope)
    },
    LabeledStatement: (node, scope) => this.#visit(node.body, scope),
    BreakStatement: () => {},
    ContinueStatement: () => {},
    MetaProperty: (node, scope) => {
      if (node.meta.name === 'new') for (const fn of arrowsUpTo(scope.fn)) fn.usesNewTarget = true
    },
    ThisExpression: (_, scope) => {
      for (const fn of arrowsUpTo(scope.fn)) fn.usesThis = true
    },
    Super: (_, scope) => {
      const path = arrowsUpTo(scope.fn)
      const home = path.at(-1)?.body
      for (const fn of path) {
        fn.usesSuper = true
        fn.usesThis = true
        if (home !== undefined && fn.body !== home) fn.reachesTo(home)
      }
    },
    CallExpression: (node, scope) => {
      const callee = bare(node.callee)
      if (callee.type === 'Identifier' && callee.name === 'eval') this.#keepInPlace(scope.fn)
      if (callee.type === 'Identifier' && node.arguments.length === 1) this.#namedCalls.push(node)
      this.#children(node, scope)
    },
  }

  #visit(node: Node, scope: Scope): void {
    const visitor = this.#visitors[node.type] as ((node: Node, scope: Scope) => void) | undefined
    if (visitor === undefined) this.#children(node, scope)
    else visitor(node, scope)
  }

  #children(node: Node, scope: Scope): void {
    forEachChild(node, (child) => this.#visit(child, scope))
  }

  #list(node: Node, parent: Scope | undefined, fn: Fn): Scope {
    const scope = new Scope(parent, fn, true)
    this.#listOf.set(node, scope)
    return scope
  }

  #addFn(fn: Fn): Fn {
    this.#fns.push(fn)
    this.#fnOf.set(fn.node, fn)
    return fn
  }

  #function(node: AnyFunction, scope: Scope, member: Partial<FnFacts> = {}): void {
    let outer = scope
    if (node.type === 'FunctionExpression' && node.id !== null) {
      outer = new Scope(scope, scope.fn, false)
      this.#declare(node.id, outer)
    }
    const name = this.#names.of(node)
    const kind = kindOf(node)
    const reason = kind === 'async-generator' ? { cannotWait: `async generator ${name}` } : {}
    const fn = this.#addFn(new Fn(node, kind, outer, { name, ...reason, ...member }))
    const params = new Scope(outer, fn, false)
    fn.body = params
    for (const param of node.params) this.#pattern(param, params, params)
    const { body } = node
    if (body === null) return
    const inner = this.#list(body, params, fn)
    fn.body = inner
    if (body.type === 'BlockStatement') this.#children(body, inner)
    else this.#visit(body, inner)
  }

  #class(node: AnyClass, scope: Scope): void {
    if (node.superClass !== null) this.#visit(node.superClass, scope)
    const inner = new Scope(scope, scope.fn, false)
    if (node.type === 'ClassExpression' && node.id !== null) this.#declare(node.id, inner)
    const className = this.#names.of(node)
    this.#privates.push([className, inner])
    for (const element of node.body.body) this.#classElement(element, inner, node)
    this.#privates.pop()
  }

  #classElement(element: AnyClass['body']['body'][number], scope: Scope, home: AnyClass): void {
    const className = this.#names.of(home)
    if (element.type === 'StaticBlock') {
      this.#initializer(element, scope, `static block of ${className}`, (inner) => this.#children(element, inner))
      return
    }
    if (element.type === 'TSIndexSignature') return
    const name = keyName(element.key, element.computed) ?? ''
    if (element.computed) this.#visit(element.key, scope)
    const { value } = element
    if (value === null) return
    this.#names.hint(value, name)
    if (element.type !== 'MethodDefinition') {
      this.#initializer(element, scope, `field ${name} of ${className}`, (inner) => this.#visit(value, inner))
      return
    }
    const member =
      element.kind === 'constructor' ? constructorOf(element.value, home, className) : accessor(element.kind, name)
    this.#function(value as AnyFunction, scope, member)
  }

  #initializer(node: Node, scope: Scope, reason: string, visit: (inner: Scope) => void): void {
    const fn = this.#addFn(new Fn(node, 'initializer', scope, { name: reason, cannotWait: reason }))
    const inner = new Scope(scope, fn, false)
    fn.body = inner
    visit(inner)
  }

  /** Declares the names of a pattern in `target`; its default values are read in `scope`. */
  #pattern(node: Node, target: Scope, scope: Scope): void {
    if (node.type === 'Identifier') this.#declare(node, target)
    else if (node.type === 'AssignmentPattern') {
      this.#pattern(node.left, target, scope)
      this.#names.hintTarget(node.right, node.left)
      this.#visit(node.right, scope)
    } else if (node.type === 'Property') {
      if (node.computed) this.#visit(node.key, scope)
      this.#pattern(node.value, target, scope)
    } else forEachChild(node, (child) => this.#pattern(child, target, scope))
  }

  /** A `var` that repeats the name of a parameter is that parameter. */
  #declare(node: Identifier, scope: Scope): void {
    const params = scope.fn.body === scope ? scope.parent : undefined
    const param = params?.fn === scope.fn ? params.bindings.get(node.name) : undefined
    if (param !== undefined) scope.fn.redeclaresParams = true
    this.#bindings.set(node, param ?? scope.declare(node.name))
  }

  #refer(node: Identifier, scope: Scope): void {
    this.#references.push([node, scope])
  }

  #resolveReference(node: Identifier, from: Scope): void {
    const binding = from.resolve(node.name)
    if (binding === undefined && node.name === 'arguments') this.#useArguments(node, from.fn)
    else this.#bindings.set(node, binding)
    if (binding !== undefined) reachFrom(from.fn, binding.scope)
  }

  #useArguments(node: Node, fn: Fn): void {
    const path = arrowsUpTo(fn)
    const owner = path.at(-1)
    if (owner?.body === undefined || owner.isArrow) return
    this.#argumentsIn.set(node, fn)
    for (const one of path) {
      one.usesArguments = true
      if (one !== owner) one.reachesTo(owner.body)
    }
  }

  #refuseToLeaveClass(scope: Scope): void {
    const inner = this.#privates.at(-1)
    if (inner !== undefined) reachFrom(scope.fn, inner[1])
  }

  #keepInPlace(fn: Fn): void {
    for (let one: Fn | undefined = fn; one?.outer !== undefined; one = one.parent) one.reachesTo(one.outer)
  }
}

function kindOf(node: AnyFunction): FnKind {
  if (node.generator) return node.async ? 'async-generator' : 'generator'
  return node.async ? 'async' : 'plain'
}
