import { expect, it } from 'vitest'
import { bundleProject } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'

const tries = (...statements: readonly string[]): string =>
  `export const value = [${statements.map((one) => `() => { ${one} }`).join(', ')}].map((write) => { try { write() } catch (e) { return String(e) } })`

it.each([
  ['a constant', { 'script.js': `const ä = 1; ${tries('ä = 2', 'ä += 2', 'ä++', '[ä] = [2]', 'for (ä of [2]);')}` }, 5],
  ['a constant of a loop', { 'script.js': tries('for (const i = 0; i < 2; i++);') }, 1],
  [
    'what is imported',
    {
      'script.js': `import d, { a } from './a.js'; import * as all from './a.js'; ${tries('d = 2', 'a = 2', 'all = 2')}`,
      'a.js': 'export let a = 1; export default 1',
    },
    3,
  ],
  ['a constant in TypeScript', { 'script.ts': `const a: number = 1; ${tries('a = 2')}` }, 1],
])('lets a script assign to %s, and throw when it comes to it', async (_, files, count) => {
  const [source = ''] = Object.keys(files)
  const { value } = await runBundle(await bundleProject(files, { source }))
  expect(value).toEqual(Array.from({ length: count }, () => 'TypeError: Assignment to constant variable.'))
})

it('still refuses what else is wrong', async () => {
  const files = { 'script.js': 'const a = 1; a = 2; const a = 3' }
  await expect(bundleProject(files)).rejects.toThrow(/The symbol "a" has already been declared/)
})
