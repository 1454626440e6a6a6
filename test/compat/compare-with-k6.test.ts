import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../support/paths.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kneepoint-k6-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const compare = (path: string, words: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const script = join(root, 'scripts/compare-with-k6.ts')
    execFile(process.execPath, [script, ...words], { env: { PATH: path } }, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout })
    })
  })

/** A program by the name of k6 that is kneepoint itself, with `edit` over what it is asked to run. */
function pretendK6(edit: string): string {
  const file = join(folder, 'k6')
  writeFileSync(file, `#!/bin/sh\n${edit}\nexec '${process.execPath}' '${join(root, 'src/cli/main.ts')}' "$@"\n`)
  chmodSync(file, 0o755)
  return `${folder}:/usr/bin:/bin`
}

it('says so when there is no k6', async () => {
  const { code, output } = await compare(join(folder, 'nothing-here'), [])
  expect(output).toMatch(/There is no k6/)
  expect(code).toBe(2)
})

it('finds no difference between two that do the same', async () => {
  const { code, output } = await compare(pretendK6(''), ['examples/checks.js'])
  expect(output).toMatch(/= {2}examples\/checks\.js: 20 requests, 4 checks/)
  expect(code).toBe(0)
})

it('names what differs: requests, checks and exit code', async () => {
  const { code, output } = await compare(pretendK6('set -- "$@" --iterations 3'), ['examples/checks.js'])
  expect(output).toMatch(/GET \/products +k6 3 +kneepoint 20/)
  expect(output).toMatch(/check ::status is 200 +k6 3\/0 +kneepoint 20\/0/)
  expect(code).toBe(1)
})
