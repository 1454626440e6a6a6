import { compileFunction } from 'node:vm'
import { expect, it } from 'vitest'
import { stackMapper } from './map-stack.ts'
import { bundleProject } from './testing/project.ts'

/** Runs a bundle without imports as compiled scripts are run, and gives the stack of what it throws. */
async function stackOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { code, map } = await bundleProject(files)
  const body = compileFunction(code.replace(/^export \{[^}]*\};$/m, ''), [], { filename: 'kneepoint:script.js' })
  try {
    body()
  } catch (error) {
    return stackMapper(map)(error instanceof Error ? (error.stack ?? '') : '')
  }
  throw new Error('nothing was thrown')
}

it('gives frames of a script their places in the files of the user, and leaves out all others', async () => {
  const stack = await stackOf({
    'script.js': "import { pay } from './lib/pay.ts'\nconst rest = []\n\n;[1].forEach(() => pay())",
    'lib/pay.ts':
      'interface Cart { readonly sum: number }\n\nexport function pay(): Cart {\n  throw new Error("no\\nmoney")\n}',
  })
  expect(stack.split('\n')).toEqual([
    'Error: no',
    'money',
    '    at pay (lib/pay.ts:4:9)',
    '    at script.js:4:20',
    '    at script.js:4:6',
  ])
})

it('says where eval was called', async () => {
  const stack = await stackOf({ 'script.js': 'function f() {\n  return eval("nothing")\n}\nf()\nexport default f' })
  expect(stack.split('\n').slice(1)).toEqual([
    '    at eval (script.js:2:10)',
    '    at f (script.js:2:10)',
    '    at script.js:4:1',
  ])
})

it.each([
  ['Error: x\n    at run (node:internal/x:1:2)\n    at Object.<anonymous> (/srv/kneepoint/dist/a.js:1:2)', 'Error: x'],
  ['plain text, no frames', 'plain text, no frames'],
  ['', ''],
])('turns %j into %j', (stack, mapped) => {
  const map = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })
  expect(stackMapper(map)(stack)).toBe(mapped)
})
