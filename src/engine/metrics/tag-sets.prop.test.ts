import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_TAGS, TagSets } from './tag-sets.ts'

const tags = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 3 })))

it('gives equal sets equal ids, in whatever order they were built, the last value of a key winning', () => {
  fc.assert(
    fc.property(tags, (list) => {
      const sets = new TagSets()
      const built = list.reduce((id, [key, value]) => sets.with(id, key, value), NO_TAGS)
      const final = Object.fromEntries(list)
      const again = Object.entries(final)
        .toReversed()
        .reduce((id, [key, value]) => sets.with(id, key, value), NO_TAGS)
      expect(again).toBe(built)
      expect(Object.fromEntries(sets.tagsOf(built))).toEqual(final)
    }),
  )
})

it('takes a tag out again', () => {
  const sets = new TagSets()
  const one = sets.with(NO_TAGS, 'a', '1')
  expect(sets.without(sets.with(one, 'b', '2'), 'b')).toBe(one)
  expect(sets.without(one, 'a')).toBe(NO_TAGS)
})
