import { compile } from 'css-select'
import type { AnyNode, Element } from './nodes.ts'

export type Matcher = (element: Element) => boolean

const matchesNothing: Matcher = () => false

const KEPT = 500
const compiled = new Map<string, Matcher>()

/** Whether an element matches a CSS selector. A selector that is no CSS matches nothing, as in k6. */
export function matcherOf(selector: string): Matcher {
  const known = compiled.get(selector)
  if (known !== undefined) return known
  const matcher = compileSelector(selector)
  // Scripts use a handful of selectors; one that makes new ones for ever must not fill the memory.
  if (compiled.size >= KEPT) compiled.clear()
  compiled.set(selector, matcher)
  return matcher
}

function compileSelector(selector: string): Matcher {
  try {
    return compile<AnyNode, Element>(selector)
  } catch {
    return matchesNothing
  }
}
