import { expect, it } from 'vitest'
import { html, jsonBlock } from './html.ts'

it('inserts markup as it is, texts escaped, lists one after the other, and nothing for undefined', () => {
  const items = ['a', 'b&c'].map((item) => html`<li>${item}</li>`)
  expect(html`<ul>${items}</ul>${undefined}<b>${1.5}</b>`.markup).toBe('<ul><li>a</li><li>b&amp;c</li></ul><b>1.5</b>')
})

it('rounds fractions to what a screen can show, and leaves whole numbers alone', () => {
  expect(jsonBlock([1.23456789, 123_456_789, null]).markup).toContain('[1.23457,123456789,null]')
})
