import { callScript, callWithoutWaiting, runSteps, type ScriptFunction, type Steps } from '../script-call.ts'
import { TestAborted } from '../test-aborted.ts'
import { toText } from '../to-text.ts'
import { allData, attributeName, dataValue } from './data-attributes.ts'
import { Element } from './element.ts'
import { controlValue, encodeForm, type FormValue, isControl, isSent } from './form-values.ts'
import {
  closestOf,
  findIn,
  having,
  keep,
  lookUp,
  type Step,
  steps,
  testOf,
  unique,
  type Wanted,
  walk,
  walkUntil,
} from './node-set.ts'
import { type AnyNode, attributeOf, attributesOf, childrenOf, isTag, textOf } from './nodes.ts'
import type { Page } from './page.ts'
import { render } from './render.ts'
import { GoError } from '../go-error.ts'
import { goTypeName } from '../go-text.ts'

/** Nodes of a page with jQuery's face, as k6 has it. */
export class Selection {
  readonly #nodes: readonly AnyNode[]
  readonly #page: Page
  readonly #previous: Selection | undefined

  constructor(nodes: readonly AnyNode[], page: Page, previous?: Selection) {
    this.#nodes = nodes
    this.#page = page
    this.#previous = previous
  }

  /** Where the page came from; empty when it was no response. */
  get url(): string {
    return this.#page.url
  }

  add(wanted: unknown): Selection {
    return this.#with(unique([...this.#nodes, ...lookUp(this.#nodes, wantedOf(wanted))]))
  }
  find(wanted: unknown): Selection {
    return this.#with(findIn(this.#nodes, wantedOf(wanted)))
  }
  single(selector: unknown): Selection {
    return this.#with(findIn(this.#nodes, String(selector)).slice(0, 1))
  }
  closest(wanted: unknown): Selection {
    return this.#with(closestOf(this.#nodes, wantedOf(wanted)))
  }
  has(wanted: unknown): Selection {
    return this.#with(having(this.#nodes, wantedOf(wanted)))
  }
  filter(wanted: unknown): Selection {
    return this.#with(this.#nodes.filter(this.#tester('filter', wanted)))
  }
  not(wanted: unknown): Selection {
    const test = this.#tester('not', wanted)
    return this.#with(this.#nodes.filter((node, index) => !test(node, index)))
  }
  is(wanted: unknown): boolean {
    return this.#nodes.some(this.#tester('is', wanted))
  }

  children(filter?: unknown): Selection {
    return this.#walk('children', filter)
  }
  contents(): Selection {
    return this.#walk('contents', undefined)
  }
  next(filter?: unknown): Selection {
    return this.#walk('next', filter)
  }
  nextAll(filter?: unknown): Selection {
    return this.#walk('nextAll', filter)
  }
  nextUntil(until?: unknown, filter?: unknown): Selection {
    return this.#walkUntil('nextAll', until, filter)
  }
  prev(filter?: unknown): Selection {
    return this.#walk('prev', filter)
  }
  prevAll(filter?: unknown): Selection {
    return this.#walk('prevAll', filter)
  }
  prevUntil(until?: unknown, filter?: unknown): Selection {
    return this.#walkUntil('prevAll', until, filter)
  }
  parent(filter?: unknown): Selection {
    return this.#walk('parent', filter)
  }
  parents(filter?: unknown): Selection {
    return this.#walk('parents', filter)
  }
  parentsUntil(until?: unknown, filter?: unknown): Selection {
    return this.#walkUntil('parents', until, filter)
  }
  siblings(filter?: unknown): Selection {
    return this.#walk('siblings', filter)
  }

  size(): number {
    return this.#nodes.length
  }
  end(): Selection {
    return this.#previous ?? this.#with([])
  }
  eq(index: unknown): Selection {
    const node = this.#nodes.at(Number(index))
    return this.#with(node === undefined ? [] : [node])
  }
  first(): Selection {
    return this.eq(0)
  }
  last(): Selection {
    return this.eq(-1)
  }
  slice(start: unknown, end?: unknown): Selection {
    return this.#with(this.#nodes.slice(Number(start), end === undefined ? undefined : Number(end)))
  }
  get(index?: unknown): object | object[] | undefined {
    if (index === undefined) return this.#nodes.map((node) => this.#page.elementOf(node))
    const node = this.#nodes.at(Number(index))
    return node === undefined ? undefined : this.#page.elementOf(node)
  }
  toArray(): Selection[] {
    return this.#nodes.map((node) => this.#with([node]))
  }
  index(of?: unknown): number {
    const [first] = this.#nodes
    if (first === undefined) return -1
    if (of === undefined) return steps.prevAll(first).length
    if (typeof of === 'string') return lookUp(this.#nodes, of).indexOf(first)
    const [other] = nodesOf(of) ?? []
    return other === undefined ? -1 : this.#nodes.indexOf(other)
  }

  /** The function may block; it gets the index and an Element. */
  each(fn: unknown): unknown {
    return runSteps(this.#each(functionFor('each', fn)))
  }
  /** The function may block; it gets the index and a Selection. What it throws leaves that result out, as in k6. */
  map(fn: unknown): unknown {
    return runSteps(this.#map(functionFor('map', fn)))
  }

  attr(name: unknown, otherwise?: unknown): unknown {
    return attributeOf(this.#nodes[0], String(name)) ?? otherwise
  }
  text(): string {
    return this.#nodes.map(textOf).join('')
  }
  html(): string {
    const [first] = this.#nodes
    return first === undefined ? '' : render(childrenOf(first))
  }
  val(): string | readonly string[] | undefined {
    return controlValue(this.#nodes[0])
  }
  data(name?: unknown): unknown {
    const attributes = attributesOf(this.#nodes[0])
    if (Object.keys(attributes).length === 0) return undefined
    if (name === undefined) return allData(attributes)
    const value = attributeOf(this.#nodes[0], attributeName(toText(name)))
    return value === undefined ? undefined : dataValue(value)
  }

  serializeArray(): FormValue[] {
    const elements = this.#nodes.filter(isTag)
    const isForm = elements.some(({ name }) => name === 'form')
    const controls = isForm
      ? findIn(elements, 'input,select,textarea,keygen').filter(isTag)
      : elements.filter(isControl)
    return controls.filter(isSent).map((control) => ({
      name: attributeOf(control, 'name') ?? '',
      value: controlValue(control),
    }))
  }
  serializeObject(): Record<string, FormValue['value']> {
    return Object.fromEntries(this.serializeArray().map(({ name, value }) => [name, value]))
  }
  serialize(): string {
    return encodeForm(this.serializeArray())
  }

  *#each(fn: ScriptFunction): Steps<Selection> {
    for (const [index, node] of this.#nodes.entries()) yield* callScript(fn, index, this.#page.elementOf(node))
    return this
  }

  *#map(fn: ScriptFunction): Steps<unknown[]> {
    const results: unknown[] = []
    for (const [index, one] of this.toArray().entries()) {
      try {
        results.push(yield* callScript(fn, index, one))
      } catch (error) {
        if (error instanceof TestAborted) throw error
      }
    }
    return results
  }

  #with(nodes: readonly AnyNode[]): Selection {
    return new Selection(nodes, this.#page, this)
  }
  #walk(step: Step, filter: unknown): Selection {
    return this.#with(keep(walk(this.#nodes, step), optionalSelector(filter)))
  }
  #walkUntil(step: Step, until: unknown, filter: unknown): Selection {
    const end = until === undefined || until === null ? undefined : wantedOf(until)
    return this.#with(keep(walkUntil(this.#nodes, step, end), optionalSelector(filter)))
  }
  #tester(method: string, wanted: unknown): (node: AnyNode, index: number) => boolean {
    if (typeof wanted !== 'function') return testOf(wantedOf(wanted))
    const fn = wanted as ScriptFunction
    return (node, index) => Boolean(callWithoutWaiting(`${method}()`, fn, index, this.#with([node])))
  }

  static nodesOf(selection: Selection): readonly AnyNode[] {
    return selection.#nodes
  }
}

const optionalSelector = (selector: unknown): string | undefined =>
  selector === undefined || selector === null ? undefined : toText(selector)

function functionFor(method: string, fn: unknown): ScriptFunction {
  if (typeof fn !== 'function') throw new GoError(`the argument to ${method}() must be a function`)
  return fn as ScriptFunction
}

function nodesOf(value: unknown): readonly AnyNode[] | undefined {
  if (value instanceof Selection) return Selection.nodesOf(value)
  return value instanceof Element ? [Element.nodeOf(value)] : undefined
}

function wantedOf(value: unknown): Wanted {
  const wanted = typeof value === 'string' ? value : nodesOf(value)
  if (wanted === undefined) throw new GoError(`invalid argument, cannot use a '${goTypeName(value)}' as a selector`)
  return wanted
}
