import { expect, it } from 'vitest'
import { matches, type Selector } from './selector.ts'
import type { Tag } from './tag-sets.ts'

const selector: Selector = {
  source: 'm{a:1,b:2}',
  metric: 'm',
  tags: [
    ['a', '1'],
    ['b', '2'],
  ],
}
const [a, b, c]: readonly Tag[] = [
  ['a', '1'],
  ['b', '2'],
  ['c', '3'],
]
const tagged = (...tags: readonly (Tag | undefined)[]): readonly Tag[] => tags.filter((tag) => tag !== undefined)

it.each([
  ['m', tagged(a, b, c), true],
  ['m', tagged(a), false],
  ['m', tagged(a, ['b', '20']), false],
  ['n', tagged(a, b, c), false],
] as const)('matches samples of its metric that carry all of its tags: %s %j is %s', (metric, tags, expected) => {
  expect(matches(selector, metric, tags)).toBe(expected)
})

it('matches every sample of its metric when it names no tag', () => {
  expect(matches({ source: 'm', metric: 'm', tags: [] }, 'm', [])).toBe(true)
})
