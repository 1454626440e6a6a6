import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { checkKey, SampleBook } from '../metrics/sample-book.ts'
import { flatChecks, groupTree } from './group-tree.ts'
import { shopBook } from './testing/shop.ts'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

it('is the tree of groups with their checks in k6 shape, groups without checks too', () => {
  expect(groupTree(shopBook())).toEqual({
    name: '',
    path: '',
    id: 'd41d8cd98f00b204e9800998ecf8427e',
    groups: [
      { name: 'empty', path: '::empty', id: md5('::empty'), groups: [], checks: [] },
      {
        name: 'cart',
        path: '::cart',
        id: md5('::cart'),
        checks: [],
        groups: [
          {
            name: 'pay',
            path: '::cart::pay',
            id: md5('::cart::pay'),
            groups: [],
            checks: [{ name: 'paid', path: '::cart::pay::paid', id: md5('::cart::pay::paid'), passes: 1, fails: 1 }],
          },
        ],
      },
    ],
    checks: [{ name: 'status is 200', path: '::status is 200', id: md5('::status is 200'), passes: 2, fails: 0 }],
  })
})

it('adds up checks of one name in different groups', () => {
  const book = new SampleBook()
  Object.assign(book.checkSink(checkKey('', 'ok')), { passes: 1, total: 2 })
  Object.assign(book.checkSink(checkKey('::a', 'other')), { passes: 1, total: 1 })
  Object.assign(book.checkSink(checkKey('::a', 'ok')), { passes: 3, total: 5 })
  expect(flatChecks(book)).toEqual([
    { name: 'ok', passes: 4, fails: 3 },
    { name: 'other', passes: 1, fails: 0 },
  ])
})
