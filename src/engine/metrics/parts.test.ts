import { expect, it } from 'vitest'
import { Part, partKey, partsOf, splitPartKey } from './parts.ts'
import type { Tag } from './tag-sets.ts'

it.each<[string, readonly Tag[], string[]]>([
  ['no tags', [], []],
  ['the scenario that stands for the whole run', [['scenario', 'default']], []],
  ['a scenario', [['scenario', 'buy']], ['buy ']],
  ['a group of no scenario', [['group', '::a::b']], [' ::a::b']],
  [
    'a group of the whole run',
    [
      ['group', '::a'],
      ['scenario', 'default'],
    ],
    [' ::a'],
  ],
  [
    'a group of a scenario',
    [
      ['group', '::a'],
      ['scenario', 'buy'],
    ],
    ['buy ', 'buy ::a'],
  ],
  ['setup', [['group', '::setup']], []],
  ['a group in teardown', [['group', '::teardown::x']], []],
  ['a group with a name like setup', [['group', '::setups']], [' ::setups']],
])('sorts samples with %s into their parts', (_, tags, parts) => {
  expect(partsOf({ tags }).map(({ scenario, group }) => `${scenario} ${group}`)).toEqual(parts)
})

it('takes its keys apart again', () => {
  expect(splitPartKey(partKey({ scenario: 'buy', group: '::a\nb' }))).toEqual({ scenario: 'buy', group: '::a\nb' })
})

it('adds up', () => {
  const [one, other] = [new Part(), new Part()]
  Object.assign(one.checkSink('ok'), { passes: 1, total: 2 })
  Object.assign(other.checkSink('ok'), { passes: 2, total: 2 })
  one.merge(other)
  expect(one.checkSink('ok')).toMatchObject({ passes: 3, total: 4 })
})
