import { isComment, isDirective, isTag, isText } from 'domhandler'
import { type AnyNode, childrenOf, type Element, nodeNameOf } from './nodes.ts'

/**
 * HTML text of nodes, written as Go's html package does (k6's `html()`), so that scripts that compare it find the same:
 * `<br/>`, and quotes escaped in text too.
 */
export const render = (nodes: readonly AnyNode[]): string => nodes.map(renderNode).join('')

const voidElements = new Set('area base br col embed hr img input keygen link meta param source track wbr'.split(' '))

/** What is inside is no HTML, and stands there as it is. */
const rawElements = new Set('iframe noembed noframes noscript plaintext script style xmp'.split(' '))

/** The parser drops a line break right after these, so it has to be doubled. */
const firstBreakDropped = new Set(['pre', 'listing', 'textarea'])

function renderNode(node: AnyNode): string {
  if (isText(node)) return escape(node.data)
  if (isTag(node)) return renderElement(node)
  if (isComment(node)) return `<!--${node.data}-->`
  const content = render(childrenOf(node))
  return isDirective(node) ? `<!DOCTYPE ${nodeNameOf(node)}>` : content
}

function renderElement(element: Element): string {
  const { name, attribs, children } = element
  const attributes = Object.entries(attribs).map(([key, value]) => ` ${key}="${escape(value)}"`)
  const start = `<${name}${attributes.join('')}`
  return voidElements.has(name) ? `${start}/>` : `${start}>${content(name, children)}</${name}>`
}

function content(name: string, children: readonly AnyNode[]): string {
  if (rawElements.has(name)) return children.map((child) => (isText(child) ? child.data : renderNode(child))).join('')
  const [first] = children
  const startsWithBreak = first !== undefined && isText(first) && first.data.startsWith('\n')
  return (startsWithBreak && firstBreakDropped.has(name) ? '\n' : '') + render(children)
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  '\r': '&#13;',
}

const escape = (text: string): string => text.replaceAll(/[&'<>"\r]/g, (sign) => escapes[sign] ?? sign)
