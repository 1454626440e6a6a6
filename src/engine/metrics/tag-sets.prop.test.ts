import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_TAGS, TagSets } from './tag-sets.ts'

const tags = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 3 })))

it('holds what was put in, the last value of a key winning, and the same steps give the same number', () => {
  fc.assert(
    fc.property(tags, (list) => {
      const sets = new TagSets()
      const build = () => list.reduce((id, [key, value]) => sets.with(id, key, value), NO_TAGS)
      const built = build()
      const made = sets.size
      expect(build()).toBe(built)
      expect(sets.size).toBe(made)
      expect(Object.fromEntries(sets.tagsOf(built))).toEqual(Object.fromEntries(list))
      expect(sets.tagsOf(built).map(([key]) => key)).toEqual(Object.keys(Object.fromEntries(list)).toSorted())
      for (const [key, value] of Object.entries(Object.fromEntries(list))) expect(sets.valueOf(built, key)).toBe(value)
    }),
  )
})

it('adds a tag that many sets get as it adds any', () => {
  fc.assert(
    fc.property(tags, tags, (list, common) => {
      const sets = new TagSets()
      let id = NO_TAGS
      for (const [key, value] of list) {
        id = sets.with(id, key, value)
        for (const [name, text] of common) {
          const added = sets.withCommon(id, name, text)
          expect([added, sets.withCommon(id, name, text)]).toEqual([sets.with(id, name, text), added])
        }
      }
    }),
  )
})

it('gives what was put in the order of keys the number that replacing gives', () => {
  fc.assert(
    fc.property(tags, fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 3 }), (list, key, value) => {
      const sets = new TagSets()
      const built = list.reduce((id, [k, v]) => sets.with(id, k, v), NO_TAGS)
      const sorted = Object.entries({ ...Object.fromEntries(list), [key]: value }).toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      )
      const inOrder = sorted.reduce((id, [k, v]) => sets.with(id, k, v), NO_TAGS)
      if (sets.valueOf(built, key) === undefined) return
      expect(sets.with(built, key, `${value}!`)).not.toBe(inOrder)
      expect(sets.tagsOf(sets.with(built, key, value))).toEqual(sets.tagsOf(inOrder))
    }),
  )
})

it('takes a tag out again', () => {
  const sets = new TagSets()
  const one = sets.with(NO_TAGS, 'a', '1')
  expect(sets.without(sets.with(one, 'b', '2'), 'b')).toBe(one)
  expect(sets.without(one, 'a')).toBe(NO_TAGS)
  expect(sets.without(one, 'c')).toBe(one)
})

it('does not grow while a tag goes to and fro', () => {
  const sets = new TagSets()
  let id = sets.withAll(NO_TAGS, { scenario: 's', group: '' })
  const turn = (): void => {
    id = sets.with(id, 'group', '::a')
    id = sets.with(id, 'group', '')
  }
  turn()
  const { size } = sets
  for (let time = 0; time < 100; time += 1) turn()
  expect(sets.size).toBe(size)
})
