import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { testScripts } from './test-scripts.ts'
import { examples } from './topics/examples.ts'

testScripts(examples)

it('runs every file there is in examples/', () => {
  const files = globSync('*.{js,ts}', { cwd: join(root, 'examples') })
  const run = new Set(examples.map(({ name }) => name))
  expect(files.filter((file) => !run.has(`examples/${file}`))).toEqual([])
})

it('type-checks the examples against @types/k6', () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const check = (): Buffer =>
    execFileSync(process.execPath, [compiler, '-p', join(root, 'examples')], { stdio: 'pipe' })
  expect(check().toString()).toBe('')
})
