import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunResult } from '../../src/engine/result.ts'
import { launcher } from '../../test/support/paths.ts'
import { residentBytesOf, watchCpu } from './cpu-watch.ts'

export interface HeadlessRun {
  readonly result: RunResult
  /** Of the process in the middle of the run, in cores: without its start. */
  readonly cpu: number | undefined
  /** The most that was resident. */
  readonly peakBytes: number | undefined
}

/** The first progress line, then so much, lie before what is measured. */
const SETTLING = 1000

/** Runs a script with the built program, without a screen. */
export async function runKneepoint(script: string, args: readonly string[]): Promise<HeadlessRun> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-'))
  const [file, resultFile] = [join(folder, 'script.js'), join(folder, 'result.json')]
  writeFileSync(file, script)
  const child = spawn(
    process.execPath,
    [launcher, 'run', '--headless', '--no-record', '--result', resultFile, ...args, file],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  try {
    const exited = once(child, 'exit')
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    await once(child.stderr, 'data')
    const watched = await watch(child.pid ?? 0, exited)
    if (child.exitCode !== 0) throw new Error(`kneepoint ended with ${child.exitCode}: ${said.slice(-2000)}`)
    return { result: JSON.parse(readFileSync(resultFile, 'utf8')) as RunResult, ...watched }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Looks four times a second until it ends; the last look that still found it counts. */
async function watch(pid: number, exited: Promise<unknown>): Promise<Omit<HeadlessRun, 'result'>> {
  const end = new AbortController()
  const ended = exited.then(() => end.abort())
  await Promise.race([sleep(SETTLING), ended])
  const cpuSince = watchCpu(pid)
  let cpu: number | undefined
  let peakBytes: number | undefined
  while (!end.signal.aborted) {
    cpu = cpuSince() ?? cpu
    peakBytes = Math.max(residentBytesOf(pid) ?? 0, peakBytes ?? 0) || undefined
    await Promise.race([sleep(250), ended])
  }
  return { cpu, peakBytes }
}
