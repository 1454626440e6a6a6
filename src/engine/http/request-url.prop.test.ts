import fc from 'fast-check'
import { it } from 'vitest'
import { parseRequestUrl, resolveReference } from './request-url.ts'

it('reads anything, and what it prints it reads as the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (text) => {
      const url = parseRequestUrl(text)
      if (!url.ok) return true
      const again = parseRequestUrl(url.value.text)
      return again.ok && again.value.text === url.value.text && again.value.target === url.value.target
    }),
  )
})

it('agrees with the WHATWG URL on where a plain reference leads', () => {
  const segment = fc.constantFrom('a', 'b', '.', '..', 'c;d', '')
  const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'))
  fc.assert(
    fc.property(path, path, (base, reference) => {
      fc.pre(!/\/\//.test(`/${base}/${reference}`))
      const from = parseRequestUrl(new URL(`http://h/${base}`).href)
      if (!from.ok) return false
      const url = resolveReference(from.value, reference)
      return url.ok && url.value.text === new URL(reference, from.value.text).href
    }),
  )
})

it('only ever sends what fits into a request line', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.string(), (path, query) => {
      const url = parseRequestUrl(`http://h${path}?${query}`)
      return !url.ok || /^[\u0020-\u00ff]+$/.test(url.value.target)
    }),
  )
})
