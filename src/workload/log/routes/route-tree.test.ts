import { expect, it } from 'vitest'
import { RouteTree } from './route-tree.ts'

const templateOf = (tree: RouteTree, id: number): string => {
  const { method, template } = tree.routeOf(id)
  return `${method} ${template}`
}

it('knows a route by its method and the template of its path', () => {
  const tree = new RouteTree()
  const [a, b, c] = [tree.idOf('GET', '/items/1'), tree.idOf('GET', '/items/2'), tree.idOf('POST', '/items/3')]
  expect(a).toBe(b)
  expect(c).not.toBe(a)
  expect([a, c, tree.idOf('GET', '/')].map((id) => templateOf(tree, id))).toEqual([
    'GET /items/{id}',
    'POST /items/{id}',
    'GET /',
  ])
})

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `page${'abcdefghij'[index % 10]}${'x'.repeat(index / 10)}`)

it('keeps a hundred names apart, and makes one route of more', () => {
  const tree = new RouteTree()
  const ids = names(100).map((name) => tree.idOf('GET', `/wiki/${name}/edit`))
  expect(new Set(ids.map((id) => tree.now(id))).size).toBe(100)
  const next = tree.idOf('GET', '/wiki/onemore/edit')
  expect(new Set([...ids, next].map((id) => tree.now(id))).size).toBe(1)
  expect(templateOf(tree, ids[0] ?? 0)).toBe('GET /wiki/{name}/edit')
  expect(tree.now(tree.idOf('GET', `/wiki/${names(1)[0]}/edit`))).toBe(tree.now(next))
})

it('merges what is below the names, method by method, and leaves ids beside them alone', () => {
  const tree = new RouteTree()
  const numbered = tree.idOf('GET', '/users/7')
  const all = names(101)
  const posts = all.map((name) => tree.idOf('POST', `/users/${name}/posts`))
  const reads = all.map((name) => tree.idOf('GET', `/users/${name}`))
  expect(templateOf(tree, numbered)).toBe('GET /users/{id}')
  expect(new Set(posts.map((id) => templateOf(tree, id)))).toEqual(new Set(['POST /users/{name}/posts']))
  expect(new Set(reads.map((id) => templateOf(tree, id)))).toEqual(new Set(['GET /users/{name}']))
})

it('stays small whatever paths there are', () => {
  const tree = new RouteTree()
  const letters = 'abcdefghij'
  for (let index = 0; index < 60_000; index += 1) {
    const word = String(index).replaceAll(/\d/g, (digit) => letters[Number(digit)] ?? '')
    tree.idOf('GET', `/${word.slice(0, 2)}/${word}/${word}x/${'deep/'.repeat(index % 30)}`)
  }
  expect(tree.size).toBeLessThan(30_000)
  expect(tree.routeOf(tree.idOf('GET', `/${'a/'.repeat(40)}`)).template.split('/').length).toBeLessThan(20)
})
