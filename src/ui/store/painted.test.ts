import { expect, it } from 'vitest'
import { createStore } from '../../base/store.ts'
import { paintOnChange } from './painted.ts'

function setUp() {
  const [a, b] = [createStore('a'), createStore(0)]
  const painted = paintOnChange([a, b], () => [a.get(), b.get() < 10 ? 'small' : 'large'])
  let changes = 0
  painted.rows.subscribe(() => {
    changes += 1
  })
  return { a, b, painted, changes: () => changes }
}

it('paints again when any source changes', () => {
  const { a, b, painted } = setUp()
  a.set('A')
  b.set(11)
  expect(painted.rows.get()).toEqual(['A', 'large'])
})

it('tells nobody when the rows look the same', () => {
  const { b, changes } = setUp()
  b.set(1)
  expect(changes()).toBe(0)
  b.set(11)
  expect(changes()).toBe(1)
})

it('rests when it is stopped', () => {
  const { a, painted } = setUp()
  painted.stop()
  a.set('A')
  expect(painted.rows.get()).toEqual(['a', 'small'])
})
