import { expect, it } from 'vitest'
import { makeConsole } from './console.ts'
import { formatLine } from './console-format.ts'
import { fakeVu } from './testing/fake-vu.ts'

const circular: Record<string, unknown> = { name: 'loop' }
circular['self'] = circular
const twice = { a: 1 }

it.each<[string, unknown[], string]>([
  ['text as it is', ['a "b"'], 'a "b"'],
  ['several values', ['a', 1, true], 'a 1 true'],
  ['nothing', [], ''],
  ['undefined and null', [undefined, null], 'undefined null'],
  ['numbers', [1.5, -0, Number.NaN, 10n], '1.5 0 NaN 10'],
  ['a function', [() => 1], '[object Function]'],
  ['an error', [new TypeError('bad')], 'TypeError: bad'],
  ['an object', [{ a: 1, b: 'x', c: null, d: undefined }], '{ a: 1, b: "x", c: null, d: null }'],
  ['what is nested', [{ a: { b: [1, { c: 'd' }] } }], '{ a: { b: [ 1, { c: "d" } ] } }'],
  ['a function in an object', [{ f() {} }], '{ f: [object Function] }'],
  ['an error in an object', [{ e: new Error('bad') }], '{ e: Error: bad }'],
  ['an array', [[1, 'a', undefined]], '[ 1, "a", null ]'],
  ['an array with a hole', [Array(2)], '[ null, null ]'],
  ['empty things', [[], {}, new Map([[1, 2]])], '[] {} {}'],
  ['a date', [new Date(0)], '"1970-01-01T00:00:00.000Z"'],
  ['a date that is none', [new Date('no')], '{}'],
  ['what contains itself', [circular], '{ name: "loop", self: [Circular] }'],
  ['the same twice', [[twice, twice]], '[ { a: 1 }, { a: 1 } ]'],
  ['bytes', [Uint8Array.of(0, 255).buffer], 'ArrayBuffer { [Uint8Contents]: <00 ff>, byteLength: 2 }'],
  ['a typed array', [Int16Array.of(-1, 2)], 'Int16Array(2) [ -1, 2 ]'],
  ['an empty typed array', [new Float64Array()], 'Float64Array(0) []'],
])('prints %s', (_, values, line) => {
  expect(formatLine(values)).toBe(line)
})

it.each([
  ['log', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
  ['warn', 'warn'],
  ['error', 'error'],
] as const)('logs console.%s as %s, also without its object', (name, level) => {
  const vu = fakeVu()
  const { [name]: print } = makeConsole(vu.worker)
  print('hello', { a: 1 })
  expect(vu.logged).toEqual([{ level, message: 'hello { a: 1 }' }])
})

it('keeps what a script assigns to it in its VU', () => {
  const { worker } = fakeVu()
  const mine = makeConsole(worker)
  mine.log = () => {}
  expect(makeConsole(worker).log).not.toBe(mine.log)
})
