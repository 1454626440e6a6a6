import { contentMembers } from './content-members.ts'
import { Element } from './element.ts'
import { formMembers } from './form-members.ts'
import { linkMembers } from './link-members.ts'
import { type AnyNode, isTag } from './nodes.ts'
import type { Page } from './page.ts'
import type { Members } from './reflected-attributes.ts'

const membersByTag: Readonly<Record<string, Members>> = {
  ...contentMembers,
  ...formMembers,
  a: linkMembers,
  area: linkMembers,
}

/** A class with the members that its tag adds, made from the table once. */
function classWith(members: Members): typeof Element {
  const Kind = class extends Element {}
  for (const [name, member] of Object.entries(members)) {
    Object.defineProperty(Kind.prototype, name, {
      value(this: Element): unknown {
        return member(Element.nodeOf(this), Element.pageOf(this))
      },
      configurable: true,
      writable: true,
    })
  }
  return Kind
}

const classes = new Map(Object.entries(membersByTag).map(([tag, members]) => [tag, classWith(members)]))

export function makeElement(node: AnyNode, page: Page): Element {
  const Kind = isTag(node) ? classes.get(node.name) : undefined
  return new (Kind ?? Element)(node, page)
}
