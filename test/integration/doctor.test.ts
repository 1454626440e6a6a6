import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../support/paths.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
}

/** With so many files at most, as a shell would start it. */
function doctor(args: readonly string[], files: number): Promise<Ended> {
  const program = [process.execPath, resolve(root, 'src/cli/main.ts'), 'doctor', '--threads', '1', ...args]
  return new Promise((done) => {
    const child = execFile('bash', ['-c', `ulimit -n ${files}; exec "$@"`, 'bash', ...program], (_, stdout) =>
      done({ code: child.exitCode, stdout }),
    )
  })
}

const script = (name: string, source: string): string => {
  const file = join(folder, name)
  writeFileSync(file, source)
  return file
}

it('measures a script without its target hearing of it, and says what is in the way', async () => {
  const file = script(
    'shop.js',
    `import http from 'k6/http'
     export const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 20, duration: '1m', preAllocatedVUs: 1000 } } }
     export function setup() { throw new Error('setup must not run') }
     export default function () { http.get('https://shop.invalid/cart') }`,
  )
  const { code, stdout } = await doctor(['--json', file], 400)
  const report = JSON.parse(stdout) as { ready: boolean; findings: { check: string; level: string; mend?: string }[] }
  expect(code).toBe(1)
  expect(report.ready).toBe(false)
  expect(report.findings).toContainEqual(
    expect.objectContaining({ check: 'files', level: 'fail', mend: 'ulimit -n 65535' }),
  )
  expect(report.findings).toContainEqual(expect.objectContaining({ check: 'ceiling', level: 'ok' }))
})

it('says yes in words when nothing is in the way, and knows no ceiling of a script that needs answers', async () => {
  const file = script(
    'needs-answers.js',
    `import http from 'k6/http'
     export default function () { http.get('http://shop.invalid/').json('items.0').toString() }`,
  )
  const { code, stdout } = await doctor(['--vus', '10', file], 4000)
  expect(code).toBe(0)
  expect(stdout).toMatch(/unknown +ceiling +100 % of the iterations failed/)
  expect(stdout).toMatch(/^yes/m)
})
