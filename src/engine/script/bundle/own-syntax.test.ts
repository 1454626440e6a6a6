import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { markModule, ownModule, rewriteImportMeta } from './own-syntax.ts'

it('replaces import.meta, and nothing that only looks like it', () => {
  const text = "// import.meta\nconst a = [import.meta, 'import.meta', import . meta.resolve('x')]"
  const [comment, code, own] = rewriteImportMeta(text, 'file:///a.js', 'js').split('\n')
  expect(comment).toBe('// import.meta')
  expect(code).toBe("const a = [importMeta_, 'import.meta', importMeta_  .resolve('x')]")
  expect(own).toBe('import { importMeta_ } from "kneepoint:meta:file:///a.js";')
})

it.each([
  ['without it', 'const a = 1'],
  ['that has it in a text only', "const a = 'import.meta'"],
  ['that is no JavaScript', 'const = import.meta'],
])('leaves a file %s as it is', (_, text) => {
  expect(rewriteImportMeta(text, 'file:///a.js', 'js')).toBe(text)
})

it('moves nothing of the user', () => {
  const piece = fc.constantFrom(
    ' import.meta ',
    '"é😀"',
    '\n',
    ' + ',
    '/* import.meta */',
    ' a ',
    'import.meta.resolve("x")',
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = `const a = [${pieces.join(',')}]`
      const rewritten = markModule(rewriteImportMeta(text, 'file:///a.js', 'ts'), 'a.ts')
      expect(rewritten.slice(0, text.length).replaceAll(/importMeta_/g, 'import.meta')).toBe(text)
    }),
  )
})

it('carries any file name', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(ownModule(`kneepoint:enter:${name}`)).toBe(`__enterFile(${JSON.stringify(name)})`)
    }),
  )
})
