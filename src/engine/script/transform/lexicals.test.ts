import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { BundleMap } from './bundle-map.ts'
import { withLexicals } from './lexicals.ts'
import { parseModule } from './parse.ts'

async function bundled(source: string): Promise<string> {
  const stdin = { contents: source, sourcefile: 'script.ts', loader: 'ts' } as const
  const built = await build({
    stdin,
    bundle: true,
    format: 'esm',
    sourcemap: 'external',
    write: false,
    outfile: 'out.js',
  })
  const [map, code] = built.outputFiles
  const text = code?.text ?? ''
  const places = new BundleMap(text, map?.text, 'script.ts')
  return withLexicals(text, parseModule(text, places), places)
}

it.each([
  ['const a = 1; export { a }', 'let a = 1;'],
  ['let a: number = 1; export { a }', 'let a = 1;'],
  ['export const a = 1', 'let a = 1;'],
  ['class A {} export { A }', 'let A = class {'],
  ['export abstract class A {}', 'let A = class {'],
  ['var a = 1; export { a }', 'var a = 1;'],
  ['enum A { B } export { A }', 'var A = '],
])('gives %j its kind of variable back', async (source, expected) => {
  expect(await bundled(source)).toContain(expected)
})

it('leaves what is not at the top as it is', async () => {
  expect(await bundled('export function f() { var a = 1; const b = 2; return a + b }')).toContain('var a = 1;')
})
