import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { expect, it } from 'vitest'
import { html, jsonBlock } from './html.ts'

/** What a parser makes other letters of, whoever wrote them. */
const text = fc.string({ unit: 'grapheme' }).map((raw) => raw.replaceAll(/[\0\r]/g, ''))
const hostile = fc.oneof(
  text,
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<!--',
    ']]>',
    '&lt;',
    "' onload='",
  ),
)

it('lets no text become markup, in an element or in an attribute', () => {
  fc.assert(
    fc.property(hostile, hostile, (inside, attribute) => {
      const [element, ...others] = parseFragment(html`<p title="${attribute}">${inside}</p>`.markup).childNodes
      expect(others).toEqual([])
      expect(element).toMatchObject({ nodeName: 'p', attrs: [{ name: 'title', value: attribute }] })
      const children = element !== undefined && 'childNodes' in element ? element.childNodes : []
      expect(children.map((child) => ('value' in child ? child.value : child.nodeName)).join('')).toBe(inside)
    }),
  )
})

it('keeps data within its block, and lets it be read back as it was', () => {
  fc.assert(
    fc.property(hostile, fc.integer(), (name, count) => {
      const [block, ...others] = parseFragment(jsonBlock({ name, count }).markup).childNodes
      expect(others).toEqual([])
      const [content] = block !== undefined && 'childNodes' in block ? block.childNodes : []
      expect(JSON.parse(content !== undefined && 'value' in content ? content.value : '')).toEqual({ name, count })
    }),
  )
})
