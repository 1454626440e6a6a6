/**
 * How soon it is there: `kneepoint --version` beside a node that does nothing, and `kneepoint run` of a small script from the start of
 * its process to its first request at a server. New processes in turns; a repetition takes the medians of its turns.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launcher } from '../test/support/paths.ts'
import { medianOf } from './support/median-of.ts'
import type { Bench, BenchRow, Figures } from './support/bench.ts'

const EMPTY = 'node -e 0'
const VERSION = 'kneepoint --version'
const RUN = 'kneepoint run, first request'
/** What issue 8 allows. */
const MOST_RATIO = 1.5
const MOST_MS = 400

export const bench: Bench = {
  about:
    'start: `kneepoint --version` beside a node that does nothing, and how soon `kneepoint run` makes its first request',
  repetitions: 3,
  columns: [
    { name: 'time', unit: 'ms', digits: 1 },
    { name: 'ratio', unit: `x ${EMPTY}`, digits: 2 },
  ],
  open: async ({ isShort }, scope) => {
    const server = scope.adopt(await listening(), (one) => void one.close())
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-start-'))
    scope.defer(() => rmSync(folder, { recursive: true }))
    const script = join(folder, 'small.js')
    writeFileSync(script, smallScript((server.address() as AddressInfo).port))
    const timers = new Map<string, () => Promise<number>>([
      [EMPTY, () => untilExit(['-e', '0'])],
      [VERSION, () => untilExit([launcher, '--version'])],
      [RUN, () => untilRequest(server, [launcher, 'run', '--headless', '--no-record', script])],
    ])
    const turns = isShort ? 5 : 11
    return [{ names: [...timers.keys()], measure: (names) => inTurns(timers, names, turns) }]
  },
  notes: (rows) => ['time: of --version until the process has ended.', ...tooSlow(rows)],
}

const smallScript = (port: number): string => `
import http from 'k6/http'
import { check } from 'k6'
export const options = { vus: 1, iterations: 1 }
export default function () {
  check(http.get('http://127.0.0.1:${port}/'), { 'status is 200': (r) => r.status === 200 })
}`

async function listening(): Promise<Server> {
  const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function untilExit(args: readonly string[]): Promise<number> {
  const began = performance.now()
  const [code] = (await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`)
  return performance.now() - began
}

async function untilRequest(server: Server, args: readonly string[]): Promise<number> {
  const began = performance.now()
  const ended = untilExit(args)
  const came = once(server, 'request').then(() => performance.now() - began)
  const gaveUp = ended.then(() => Promise.reject(new Error(`node ${args.join(' ')} made no request`)))
  const time = await Promise.race([came, gaveUp])
  await ended
  return time
}

async function inTurns(
  timers: ReadonlyMap<string, () => Promise<number>>,
  names: readonly string[],
  turns: number,
): Promise<ReadonlyMap<string, Figures>> {
  const times = new Map(names.map((name): [string, number[]] => [name, []]))
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, list] of times) list.push((await timers.get(name)?.()) ?? Number.NaN)
  }
  const empty = medianOf(times.get(EMPTY) ?? [])
  return new Map([...times].map(([name, list]) => [name, figuresOf(name, medianOf(list), empty)]))
}

function figuresOf(name: string, time: number | undefined, empty: number | undefined): Figures {
  const ratio = name === VERSION && time !== undefined && empty !== undefined ? time / empty : undefined
  return { time, ratio }
}

function tooSlow(rows: readonly BenchRow[]): readonly string[] {
  const ratio = rows.find(({ name }) => name === VERSION)?.figures['ratio']?.median ?? 0
  const time = rows.find(({ name }) => name === RUN)?.figures['time']?.median ?? 0
  return [
    ...(ratio > MOST_RATIO ? [`TOO SLOW: ${VERSION}: ${ratio.toFixed(2)} times ${EMPTY}, at most ${MOST_RATIO}`] : []),
    ...(time > MOST_MS ? [`TOO SLOW: ${RUN}: ${time.toFixed(0)} ms, at most ${MOST_MS}`] : []),
  ]
}
