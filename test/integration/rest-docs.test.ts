import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { startWithRest } from '../support/rest-program.ts'
import { forkTarget } from '../support/target.ts'

const run = promisify(execFile)

/** Every curl of the page, with its continued lines. */
const examples = readFileSync(resolve(root, 'docs/rest.md'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.startsWith('    curl '))
  .map((line) => line.trim())

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version'])
    return true
  } catch {
    return false
  }
}

it.runIf(hasCurl())('answers every example of docs/rest.md, in the order of the page', async () => {
  expect(examples.length).toBeGreaterThan(15)
  await using target = await forkTarget('null')
  await using program = await startWithRest(['explore', target.url, '--rate', '50', '--duration', '60s'])
  await expect.poll(() => program.get('/v1/metrics/http_req_duration'), { timeout: 10_000 }).toHaveProperty('data')
  for (const example of examples) {
    const command = example
      .replaceAll('localhost:6565', new URL(program.url).host)
      .replace(/^curl /, 'curl --fail-with-body ')
    const { stdout } = await run('sh', ['-c', command])
    expect([example, stdout]).not.toEqual([example, ''])
  }
  expect((await program.ended).code).toBe(103)
})
