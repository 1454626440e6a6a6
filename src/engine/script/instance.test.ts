import { expect, it } from 'vitest'
import { loadFactory, type ScriptInstance, type VuBindings } from './instance.ts'
import { fiberOf } from './fiber-owner.ts'
import { transformScript } from './transform/transform-script.ts'

const none: VuBindings = { modules: () => ({}), globals: {} }

function load(code: string, bindings: Partial<VuBindings> = {}): ScriptInstance {
  return loadFactory(transformScript({ code, map: undefined, file: 'script.js' })).instantiate({ ...none, ...bindings })
}

const call = ({ exports }: ScriptInstance, name: string, ...args: unknown[]): unknown =>
  Reflect.apply(exports[name] as () => unknown, undefined, args)

it('gives each VU its own module state and its own global object', () => {
  const factory = loadFactory(
    transformScript({
      code: 'let n = 0; globalThis.shared ??= []; export const add = (x) => { n += 1; shared.push(x); return [n, shared] }',
      map: undefined,
      file: 'script.js',
    }),
  )
  const [one, two] = [factory.instantiate(none), factory.instantiate(none)]
  expect([call(one, 'add', 'a'), call(one, 'add', 'b'), call(two, 'add', 'c')]).toEqual([
    [1, ['a', 'b']],
    [2, ['a', 'b']],
    [1, ['c']],
  ])
  expect('shared' in globalThis).toBe(false)
})

it('reads globals anew each time', () => {
  let iteration = 0
  const globals = {
    get __ITER() {
      return iteration
    },
  }
  const instance = load('export const read = () => [__ITER, globalThis.__ITER, global.__ITER]', { globals })
  iteration = 7
  expect(call(instance, 'read')).toEqual([7, 7, 7])
})

it.each([
  'process',
  'Buffer',
  'fetch',
  'URL',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'structuredClone',
  'WebSocket',
])('does not let a script see %s of Node', (name) => {
  const instance = load(`
    export const kind = () => [typeof ${name}, typeof globalThis.${name}, eval('typeof ${name}'), Function('return typeof ${name}')(), new Function('return this')().${name}]
    export const read = () => ${name}
    export const make = () => new ${name}()`)
  expect(call(instance, 'kind')).toEqual(['undefined', 'undefined', 'undefined', 'undefined', undefined])
  expect(() => call(instance, 'read')).toThrow(new ReferenceError(`${name} is not defined`))
  expect(() => call(instance, 'make')).toThrow(new ReferenceError(`${name} is not defined`))
})

it('lets a script see what the language has, and what k6 gives', () => {
  const instance = load(
    'export const look = () => [typeof Map, globalThis.Array === Array, global.Object === Object, [] instanceof Array, open(1), globalThis.open(2), eval("open(3)")]',
    { globals: { open: (x: number) => x } },
  )
  expect(call(instance, 'look')).toEqual(['function', true, true, true, 1, 2, 3])
})

it.each([
  'made = 1',
  'made += 1',
  'made++',
  '[made] = [2]',
  '({ made } = {})',
  'for (made of [3]);',
  'for (made in [3]);',
])('refuses %s where nothing declares the name, as strict code must', (assignment) => {
  const instance = load(`export const write = () => { ${assignment} }`)
  expect(() => call(instance, 'write')).toThrow(new ReferenceError('made is not defined'))
  expect('made' in globalThis).toBe(false)
})

it('assigns to globals that the script made before', () => {
  const instance = load(
    'globalThis.made = 1; made += 1; [made] = [made + 1]; for (made of [made + 1]); export const read = () => [made, globalThis.made]',
  )
  expect(call(instance, 'read')).toEqual([4, 4])
})

it('lets a script declare names that k6 or Node has, and put others in their place', () => {
  const modules = () => ({ open: 'imported' })
  const instance = load(
    "import { open } from 'k6/experimental/fs'; const crypto = 1, fetch = 2; let process = 3; var URL = 4; function Buffer() {} class Event {}; globalThis.setTimeout = 5; console = 6\nexport const read = () => [open, crypto, fetch, process, URL, typeof Buffer, typeof Event, setTimeout, console]",
    { modules, globals: { open: 'global', setTimeout: () => {}, console: {} } },
  )
  expect(call(instance, 'read')).toEqual(['imported', 1, 2, 3, 4, 'function', 'function', 5, 6])
})

it('calls a global without an object', () => {
  const instance = load('export const read = () => self()', {
    globals: {
      self(this: unknown) {
        return this
      },
    },
  })
  expect(call(instance, 'read')).toBeUndefined()
})

it('shows exports as they are when they are read', () => {
  const instance = load(
    'export let n = 1; export const add = () => { n += 1 }; export { n as also }; export default class Shop {}',
  )
  call(instance, 'add')
  expect([
    instance.exports['n'],
    instance.exports['also'],
    (instance.exports['default'] as { name: string }).name,
  ]).toEqual([2, 2, 'Shop'])
})

it('names an anonymous default export', () => {
  expect((load('export default function () {}').exports['default'] as { name: string }).name).toBe('default')
  expect((load('export default async () => {}').exports['default'] as { name: string }).name).toBe('default')
})

it('exports again what modules have', () => {
  const modules = (specifier: string) => ({ get: `${specifier} get`, sleep: `${specifier} sleep`, default: 'other' })
  const instance = load(
    "export * from 'k6'; export { get as fetch } from 'k6/http'; import { sleep } from 'k6/http'; export { sleep }",
    { modules },
  )
  expect({ ...instance.exports }).toEqual({ fetch: 'k6/http get', get: 'k6 get', sleep: 'k6/http sleep' })
})

it('gives undefined for what a module does not have, as k6 does', () => {
  expect(call(load("import { gett } from 'k6/http'; export const kind = () => typeof gett"), 'kind')).toBe('undefined')
})

it('refuses import() with the way out', () => {
  expect(() => call(load('export const f = () => import("./x.js")'), 'f')).toThrow(
    'import() is not supported: use an import statement',
  )
})

it('waits for init code with a top-level await', async () => {
  const instance = load(
    'const x = await Promise.resolve(5); const xs = []; for await (const y of [1, Promise.resolve(2)]) xs.push(y)\nexport const read = () => [x, xs]',
  )
  await instance.ready
  expect(call(instance, 'read')).toEqual([5, [1, 2]])
})

it('passes on what init code throws', async () => {
  expect(() => load('throw new TypeError("in init")')).toThrow(new TypeError('in init'))
  await expect(load('await null; throw new TypeError("after await")').ready).rejects.toThrow(
    new TypeError('after await'),
  )
})

it('gives async functions the looks of async functions', () => {
  const instance = load(`
    async function declared() {}
    const arrow = async () => {}, plain = () => {}
    export const read = () => [declared, arrow, async function named() {}, plain].map((f) => [f.constructor.name, f.name, Object.prototype.toString.call(f)])`)
  const looks = (kind: string, name: string) => [kind, name, `[object ${kind}]`]
  expect(call(instance, 'read')).toEqual([
    looks('AsyncFunction', 'declared'),
    looks('AsyncFunction', 'arrow'),
    looks('AsyncFunction', 'named'),
    looks('Function', 'plain'),
  ])
})

it('knows whose script made a promise', () => {
  const instance = load('export const one = async () => 1; export const two = () => Promise.resolve().then(() => 2)')
  for (const name of ['one', 'two']) expect(fiberOf(call(instance, name) as Promise<unknown>)).toBe(instance.fiber)
})
