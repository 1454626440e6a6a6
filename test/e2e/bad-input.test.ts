import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'
import { launcher, root } from '../support/paths.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const kneepoint = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile('node', [launcher, ...args], { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
    child.stdin?.end()
  })

it.each([
  [['explore', 'http://127.0.0.1:1/', '--rat', '5'], 'did you mean "--rate"'],
  [['explor', 'http://127.0.0.1:1/'], 'did you mean "explore"'],
  [['run', '/nowhere/script.js'], 'script.js'],
  [['explore', 'http://'], 'http://'],
  [['explore', 'http://127.0.0.1:1/', '--threads', 'two'], '--threads'],
  [['explore', 'http://127.0.0.1:1/', '--result', '/nowhere/r.json'], '--result'],
  [['target', 'bounded', '--serverz', '8'], 'did you mean "--servers"'],
  [['target', 'boundedd'], 'bounded'],
])('refuses %j and says what to do', async (args, said) => {
  const { code, stderr, stdout } = await kneepoint(...args)
  expect(stderr).toContain(said)
  expect(stderr).not.toMatch(/\n\s+at .*node:internal/)
  expect(stderr).not.toContain('fault of kneepoint')
  expect(code).toBeGreaterThan(0)
  expect(stdout).toBe('')
})

it('explains every command', async () => {
  const { stdout, code } = await kneepoint('--help')
  expect(code).toBe(0)
  for (const command of ['run', 'explore', 'demo', 'target', 'version', 'help']) {
    expect(stdout).toContain(command)
    expect((await kneepoint(command, '--help')).stdout).toContain(`kneepoint ${command}`)
  }
})
