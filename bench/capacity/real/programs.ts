import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RunResult } from '../../../src/engine/result.ts'
import type { TargetReport } from '../../../src/targets/target.ts'
import type { Case } from '../cases.ts'

export const program: string = resolve(import.meta.dirname, '../../../bin/kneepoint.js')
/** As the virtual bench has it. */
export const mostVus = 2000

export interface RunningTarget extends AsyncDisposable {
  readonly url: string
  readonly report: () => Promise<TargetReport>
}

/** Starts the simulated target of a case in a process of its own, on any free port of the loopback. */
export async function startTarget({ model, params }: Case, seed: number): Promise<RunningTarget> {
  const options = Object.entries(params).flatMap(([name, value]) => [`--${dashed(name)}`, textOf(value)])
  const child = fork(program, ['target', model, '--port', '0', '--seed', String(seed), ...options], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }]
  return {
    url,
    report: async () => (await fetch(`${url}/truth`)).json() as Promise<TargetReport>,
    [Symbol.asyncDispose]: () => ended(child),
  }
}

const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

export interface Explored {
  readonly result: RunResult
  /** A line for each hold. */
  readonly log: string
}

/** The explorer at a case, by a script where its users think. */
export async function explore(it: Case, url: string, maxLoad: number): Promise<Explored> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-'))
  const most = it.arrivals.kind === 'users' ? mostVus : maxLoad
  try {
    return await search(folder, ['--max-load', String(most), ...workOf(it, url, folder)])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The explorer at a URL, with options of the caller. */
export async function exploreUrl(url: string, options: readonly string[]): Promise<Explored> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-'))
  try {
    return await search(folder, [...options, url])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** `kneepoint explore --auto`, as anybody would run it. */
async function search(folder: string, work: readonly string[]): Promise<Explored> {
  const file = join(folder, 'result.json')
  const env = { ...process.env, KNEEPOINT_RECORDS: folder }
  const args = ['--auto', '--yes', '--headless', '--threads', '1', '--max-vus', String(mostVus), '--result', file]
  const child = spawn(process.execPath, [program, 'explore', ...args, ...work], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`explore ended with ${code}: ${log.slice(-2000)}`)
  return { result: JSON.parse(readFileSync(file, 'utf8')) as RunResult, log }
}

/** A URL; users who think need a script. */
function workOf({ arrivals }: Case, url: string, folder: string): string[] {
  if (arrivals.kind !== 'users') return [`${url}/`]
  if (arrivals.think === 0) return ['--vus', '1', `${url}/`]
  const script = join(folder, 'think.js')
  writeFileSync(
    script,
    `import http from 'k6/http'\nimport { sleep } from 'k6'\nexport default () => { http.get('${url}/'); sleep(${arrivals.think / 1000}) }\n`,
  )
  return ['--vus', '1', script]
}
