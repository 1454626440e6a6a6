import { expect, it, vi } from 'vitest'
import { ScriptedCall } from '../modules/testing/scripted-call.ts'
import { loadFactory } from './instance.ts'
import { transformScript } from './transform/transform-script.ts'

const source = `import { get } from 'k6/http'
function login(user) {
  get('/before')
  if (user === undefined) throw new Error('no user')
  return get('/login')
}
class Shop {
  open(user) {
    const token = login(user)
    return token
  }
}
export default function (user) {
  [user].forEach((one) => {
    new Shop().open(one)
    console.log(one)
  })
}
`

/** The functions and lines of the script that an error's stack goes through. */
async function linesOf(user: string | undefined): Promise<unknown> {
  const compiled = transformScript({ code: source, map: undefined, file: 'shop.js' })
  const calls: ScriptedCall[] = []
  const modules = () => ({
    get: () => {
      const call = new ScriptedCall()
      calls.push(call)
      return call
    },
  })
  const { fiber, exports } = loadFactory(compiled).instantiate({ modules, globals: {} })
  const failed = new Promise<Error>((_, fail) => {
    fiber.run(() => (exports['default'] as (user: unknown) => unknown)(user), { resume: fail, fail })
  })
  calls[0]?.waiter?.resume('before')
  calls[1]?.waiter?.fail(new Error('refused'))
  const error = await failed.catch((error: Error) => error)
  const frames = [...(error.stack ?? '').matchAll(/at (.*?) ?\(?shop\.js:(\d+):(\d+)/g)]
  const lines = source.split('\n')
  return frames.map(([, name, line, column]) => [
    name,
    Number(line),
    lines[Number(line) - 1]
      ?.slice(Number(column) - 1)
      .split('(')[0]
      ?.trim(),
  ])
}

it.each([
  [
    'the result of a call that may block',
    "import { get } from 'k6/http'\nexport default () => { get('/').html(); return 1 }",
    '(intermediate value).html is not a function',
  ],
  ['a global', 'export default () => { __ENV.missing(); }', '__ENV.missing is not a function'],
  [
    'a callback for a method that is missing',
    "import { get } from 'k6/http'\nexport default (o) => { o.list().map((x) => get(x)); return 1 }",
    'o.list(...).map is not a function',
  ],
])('shows no name of ours when %s is used wrongly', (_, code, message) => {
  const { fiber, exports } = loadFactory(transformScript({ code, map: undefined, file: 'shop.js' })).instantiate({
    modules: () => ({ get: () => ({}) }),
    globals: { __ENV: {} },
  })
  const fail = vi.fn<(error: unknown) => void>()
  fiber.run(() => (exports['default'] as (o: unknown) => unknown)({ list: () => ({}) }), { resume: fail, fail })
  expect(fail).toHaveBeenCalledExactlyOnceWith(new TypeError(message))
})

it.each([
  ['threw after it was resumed', undefined, ['login', 4, 'new Error']],
  ['failed in a call', 'ann', ['login', 5, 'get']],
])('shows the callers of a function that %s, though they were suspended', async (_, user, first) => {
  expect(await linesOf(user)).toEqual([
    first,
    ['open', 9, 'login'],
    ['', 15, 'new Shop'],
    ['default', 14, '[user].forEach'],
  ])
})
