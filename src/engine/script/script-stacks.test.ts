import { expect, it } from 'vitest'
import { bundleProject } from './bundle/testing/project.ts'
import { loadFactory } from './instance.ts'
import { transformScript } from './transform/transform-script.ts'

/** What the default function of a project returns. */
async function run(files: Readonly<Record<string, string>>): Promise<unknown> {
  const { code, map, file } = await bundleProject(files)
  const { exports } = loadFactory(transformScript({ code, map, file })).instantiate({
    modules: () => ({ get: () => undefined }),
    globals: {},
  })
  return (exports['default'] as () => unknown)()
}

const lib = 'export function fn() {}; export class Shop {}; export const arrow = () => {}; export default () => {}'

it('calls functions and classes as their author did, though the bundler had to rename them', async () => {
  const names = await run({
    'lib.js': lib,
    'script.js': `
      import { get } from 'k6/http'
      import anonymous, * as lib from './lib.js'
      function fn() {}
      class Shop { static make() { return new Shop() } }
      const arrow = () => {}
      export default function () {
        function anonymous_default() { get() }
        class Own { static name = 'mine' }
        return [fn, lib.fn, Shop, lib.Shop, arrow, lib.arrow, anonymous, anonymous_default, Own].map(({ name }) => name)
      }`,
  })
  const own = ['fn', 'fn', 'Shop', 'Shop', 'arrow', 'arrow', 'default', 'anonymous_default', 'mine']
  expect(names).toEqual(own)
})

it('shows the script a stack trace in its own lines, without frames of ours', async () => {
  const stack = await run({
    'script.js': `import { get } from 'k6/http'
const list = [() => { get(); return fails() }]
class Shop {
  open() { return list.map((each) => each()) }
}
function fails() { get(); throw new RangeError('no') }
export default function () {
  try { new Shop().open() } catch (error) { return error.stack }
}`,
  })
  expect(String(stack).split('\n')).toEqual([
    'RangeError: no',
    '    at fails (script.js:6:33)',
    '    at script.js:2:37',
    '    at script.js:4:38',
    expect.stringContaining(' (script.js:4:'),
    '    at default (script.js:8:20)',
  ])
})
