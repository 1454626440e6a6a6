import { transformSync } from 'esbuild'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runBlocking, runTransformed } from './testing/differential.ts'
import { programs } from './testing/programs.ts'

it('runs any small program as if calls blocked', async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      // esbuild gives other names to shadowed variables, which error messages show.
      const source = transformSync(program, { format: 'esm', target: 'esnext' }).code
      const [log] = await runTransformed(source, 1)
      expect(log).toEqual(await runBlocking(source))
    }),
    { numRuns: 100 },
  )
})
