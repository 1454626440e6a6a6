import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { RunLimit } from '../../src/analysis/verdict/limit-book.ts'
import type { LoadSpec, TargetSpec, VerdictCase } from './verdict-case.ts'

const root = resolve(import.meta.dirname, '../..')
const program = resolve(root, 'src/cli/main.ts')

/** What a run said. */
export interface CaseEnd {
  readonly case: VerdictCase
  readonly limit: RunLimit
  readonly isRight: boolean
  /** The one mistake that must never happen: our own limit sold as the target's. */
  readonly isFalseAlarm: boolean
  /** Of the last second of the run; for whoever wonders why. */
  readonly stderr: string
}

/** Makes the limit, runs into it, and reads what kneepoint says. */
export async function runCase(it: VerdictCase): Promise<CaseEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-verdict-'))
  try {
    const { limit, stderr } = await measure(it, folder)
    const isRight = it.right.includes(limit.verdict)
    return { case: it, limit, isRight, isFalseAlarm: it.side !== 'target' && limit.verdict === 'target', stderr }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(it: VerdictCase, folder: string): Promise<{ limit: RunLimit; stderr: string }> {
  await using network = it.network === undefined ? undefined : await openNetwork(it.network)
  const within = network?.enter ?? []
  await using target = await startTarget(it.target, [...within, ...(it.aroundTarget ?? [])])
  const script = join(folder, 'script.js')
  const result = join(folder, 'result.json')
  writeFileSync(script, scriptOf(it, target.url))
  const flags = ['run', '--headless', '-q', '--threads', '1', '--no-record', '--result', result]
  const generator = launch([...within, ...(it.around ?? [])], [program, ...flags, ...(it.args ?? []), script])
  let stderr = ''
  generator.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  await once(generator, 'close')
  const { limit } = JSON.parse(readFileSync(result, 'utf8')) as { limit: RunLimit }
  return { limit, stderr }
}

function launch(around: readonly string[], args: readonly string[]): ChildProcess {
  const [file = '', ...rest] = [...around, process.execPath, ...args]
  return spawn(file, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
}

interface Target extends AsyncDisposable {
  readonly url: string
}

async function startTarget(spec: TargetSpec, around: readonly string[]): Promise<Target> {
  const child = launch(around, spec.kind === 'model' ? [program, 'target', ...spec.args] : serverArgs(spec))
  if (child.stdout === null) throw new Error('the target has no output')
  for await (const line of createInterface(child.stdout)) {
    const url = /at (http:\/\/\S+)/.exec(line)?.[1]
    if (url !== undefined) return { url, [Symbol.asyncDispose]: () => end(child) }
  }
  throw new Error(`the target ${JSON.stringify(spec)} did not start`)
}

const serverArgs = ({ file, args = [] }: Extract<TargetSpec, { kind: 'server' }>): string[] => [
  resolve(import.meta.dirname, 'servers', file),
  ...args,
]

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill()
  await exited
}

interface Network extends AsyncDisposable {
  /** Runs what follows in it. */
  readonly enter: readonly string[]
}

/** A network namespace that lives as long as the process in it; `lo` is its only interface. */
async function openNetwork(commands: readonly string[]): Promise<Network> {
  const setUp = ['ip link set lo up', ...commands, 'echo ready', 'exec sleep 3600'].join(' && ')
  const user = process.getuid?.() === 0 ? [] : ['-r']
  const holder = spawn('unshare', [...user, '-n', 'bash', '-c', setUp], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  const enter = ['nsenter', `--net=/proc/${holder.pid}/ns/net`, '--']
  return { enter, [Symbol.asyncDispose]: () => end(holder) }
}

/** Holds of a load, one after another, the changes at once. */
function scriptOf({ before = '', after = '', load }: VerdictCase, url: string): string {
  return `import http from 'k6/http'
import { sleep } from 'k6'
export const options = { scenarios: { load: ${JSON.stringify(scenarioOf(load))} } }
export default function () {
  ${before}
  const answer = http.get(${JSON.stringify(url)})
  ${after}
}
`
}

function scenarioOf({ model, holds, maxVUs = 500 }: LoadSpec): object {
  const stages = holds.flatMap(([target, seconds]) => [
    { target, duration: '0s' },
    { target, duration: `${seconds}s` },
  ])
  const [[first] = [1]] = holds
  if (model === 'closed') return { executor: 'ramping-vus', startVUs: first, stages, gracefulStop: '1s' }
  const rates = { startRate: first, timeUnit: '1s', preAllocatedVUs: maxVUs, maxVUs }
  return { executor: 'ramping-arrival-rate', ...rates, stages, gracefulStop: '1s' }
}
