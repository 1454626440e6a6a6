import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from './paths.ts'

/** How a run of a script went, as a user sees it. */
export interface ProcessEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What is in its folder afterwards, by name; the script too. */
  readonly files: Readonly<Record<string, string>>
}

export interface RunningProcess {
  readonly child: ChildProcess
  /** Resolves when stderr has said something of that kind. */
  readonly said: (pattern: RegExp) => Promise<void>
}

export interface ProcessOptions {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly during?: (running: RunningProcess) => Promise<void>
}

/** Runs a script from a folder of its own by the program's command line. */
export async function runProcess(source: string, options: ProcessOptions = {}): Promise<ProcessEnd> {
  const { args = [], env = {}, during = async () => undefined } = options
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-run-'))
  writeFileSync(join(folder, 'script.js'), source)
  const main = resolve(root, 'src/cli/main.ts')
  const child = spawn(process.execPath, [main, 'run', '--headless', '--threads', '1', ...args, 'script.js'], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text))
  const said = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(heard.stderr)) await once(child.stderr, 'data')
  }
  try {
    const [[code]] = await Promise.all([once(child, 'close') as Promise<[number | null]>, during({ child, said })])
    const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
    return { code, ...heard, files: Object.fromEntries(files) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
