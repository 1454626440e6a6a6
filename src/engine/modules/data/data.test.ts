import { expect, it, vi } from 'vitest'
import { type FakeVu, fakeVu } from '../testing/fake-vu.ts'
import { ScriptedCall } from '../testing/scripted-call.ts'
import { data } from './module.ts'

type SharedArray = new (name?: unknown, fn?: unknown) => unknown[]
const inInit = (): FakeVu => fakeVu({ vu: { stage: 'init' } })
const load = (vu: FakeVu): SharedArray => (data(vu) as { SharedArray: SharedArray }).SharedArray

interface User {
  name: string
  roles: string[]
}
const people: User[] = [
  { name: 'ann', roles: ['admin'] },
  { name: 'bob', roles: [] },
  { name: 'eve', roles: ['guest', 'spy'] },
]
const users = (): User[] => new (load(inInit()))('users', () => people) as User[]

it.each<[string, (list: User[]) => unknown, unknown]>([
  ['length', (list) => list.length, 3],
  ['an index', (list) => list[1]?.name, 'bob'],
  ['an index past the end', (list) => list[3], undefined],
  ['at', (list) => list.at(-1)?.name, 'eve'],
  ['for of', (list) => [...list].map(({ name }) => name), ['ann', 'bob', 'eve']],
  ['destructuring', ([first, ...rest]) => [first?.name, rest.length], ['ann', 2]],
  ['map', (list) => list.map(({ name }) => name), ['ann', 'bob', 'eve']],
  ['filter', (list) => list.filter(({ roles }) => roles.length > 0).length, 2],
  ['find', (list) => list.find(({ name }) => name === 'eve')?.roles, ['guest', 'spy']],
  ['findIndex', (list) => list.findIndex(({ name }) => name === 'eve'), 2],
  ['reduce', (list) => list.reduce((sum, { roles }) => sum + roles.length, 0), 3],
  ['slice', (list) => list.slice(1).length, 2],
  ['concat', (list) => list.concat(list).length, 6],
  [
    'some and every',
    (list) => [list.some(({ name }) => name === 'bob'), list.every(({ name }) => name === 'bob')],
    [true, false],
  ],
  ['entries', (list) => [...list.entries()].map(([index]) => index), [0, 1, 2]],
  ['keys', (list) => Object.keys(list), ['0', '1', '2']],
  ['in', (list) => ['1' in list, '3' in list, 'length' in list], [true, false, true]],
  ['JSON', (list) => JSON.stringify(list), JSON.stringify(people)],
  ['Array.isArray', (list) => Array.isArray(list), true],
  ['spread', (list) => [...list], people],
])('reads by %s as an array does', (_, read, expected) => {
  expect(read(users())).toEqual(expected)
})

it.each<[string, (list: User[]) => unknown]>([
  ['an element', (list) => (list[0] = people[0]!)],
  ['its length', (list) => (list.length = 0)],
  ['its end', (list) => list.push(people[0]!)],
  ['its order', (list) => list.sort((a, b) => a.roles.length - b.roles.length)],
  ['by delete', (list) => Reflect.deleteProperty(list, '0')],
])('refuses to change %s', (_, change) => {
  expect(() => change(users())).toThrow(new TypeError('SharedArray is immutable'))
})

it('gives frozen elements, each time anew', () => {
  const list = users()
  expect(() => list[0]!.roles.push('root')).toThrow(TypeError)
  expect(() => (list[0]!.name = 'mallory')).toThrow(TypeError)
  expect(list[0]).not.toBe(list[0])
  expect(list[0]).toEqual(list[0])
})

it('runs the function once for all VUs of a worker', () => {
  const first = inInit()
  const second = fakeVu({ worker: first.worker, vu: { stage: 'init' } })
  const make = vi.fn<() => number[]>(() => [1, 2])
  const a = new (load(first))('numbers', make)
  const b = new (load(second))('numbers', make)
  expect(make).toHaveBeenCalledTimes(1)
  expect([...a, ...b]).toEqual([1, 2, 1, 2])
})

it('keeps its memory where another thread can have it', () => {
  const first = inInit()
  const here = new (load(first))('users', () => people)
  const moved = new Map(structuredClone([...first.worker.sharedArrays]))
  const elsewhere = fakeVu({ worker: { sharedArrays: moved }, vu: { stage: 'init' } })
  const list = new (load(elsewhere))('users', () => expect.unreachable())
  expect(list).toEqual(here)
})

it.each<[string, unknown[], string]>([
  ['no name', ['', () => []], "empty name provided to SharedArray's constructor"],
  ['no function', ['a', [1]], "a function is expected as the second argument of SharedArray's constructor"],
  [
    'an async function',
    ['a', async () => []],
    'SharedArray constructor does not support async functions as second argument',
  ],
  ['an object', ['a', () => ({ length: 1 })], 'only arrays can be made into SharedArray'],
  ['nothing', ['a', () => {}], 'only arrays can be made into SharedArray'],
  [
    'a blocking call',
    ['a', () => new ScriptedCall('http.get')],
    'http.get blocks, but the function given to SharedArray cannot wait',
  ],
])('refuses %s', (_, args, message) => {
  expect(() => new (load(inInit()))(...args)).toThrow(message)
})

it('is made in init code only', () => {
  expect(() => new (load(fakeVu()))('a', () => [])).toThrow('new SharedArray must be called in the init context')
})
