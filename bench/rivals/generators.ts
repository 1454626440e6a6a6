/** How each generator is told to send as many requests as it can over 50 connections, for longer than anybody measures. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launcher } from '../../test/support/paths.ts'
import { peerCommand } from './node-peers.ts'
import { BODY, CONNECTIONS } from './scripts.ts'

export interface Shot {
  readonly url: string
  /** A body makes it a POST of JSON. */
  readonly body?: string
}

/** Seconds; what measures ends them earlier. */
const LONG = 600

const silent = ['--headless', '--no-record', '--threads', '1']

export const autocannon = ({ url, body }: Shot): readonly string[] =>
  peerCommand('autocannon', { url, connections: CONNECTIONS, duration: LONG, ...(body === undefined ? {} : { body }) })

export const undici = ({ url, body }: Shot): readonly string[] =>
  peerCommand('undici', { url, connections: CONNECTIONS, duration: LONG, ...(body === undefined ? {} : { body }) })

export const explore = ({ url, body }: Shot, options: readonly string[] = []): readonly string[] => [
  process.execPath,
  launcher,
  'explore',
  ...silent,
  ...options,
  '--insecure-skip-tls-verify',
  `--vus=${CONNECTIONS}`,
  ...(body === undefined ? [] : ['-H', 'content-type: application/json', '-d', body]),
  url,
]

export const runScript = (file: string, nodeOptions: readonly string[] = []): readonly string[] => [
  process.execPath,
  ...nodeOptions,
  launcher,
  'run',
  ...silent,
  file,
]

export const k6 = (program: string, file: string): readonly string[] => [
  program,
  'run',
  '--quiet',
  '--no-usage-report',
  '--summary-mode=disabled',
  '--address=localhost:0',
  file,
]

export const hey = ({ url, body }: Shot): readonly string[] => [
  'hey',
  '-c',
  String(CONNECTIONS),
  '-z',
  `${LONG}s`,
  ...(body === undefined ? [] : ['-m', 'POST', '-T', 'application/json', '-d', body]),
  url,
]

export function wrk({ url, body }: Shot, folder: string): readonly string[] {
  const script = join(folder, 'post.lua')
  writeFileSync(script, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = '${BODY}'\n`)
  return ['wrk', '-t1', `-c${CONNECTIONS}`, `-d${LONG}s`, ...(body === undefined ? [] : ['-s', script]), url]
}

export const has = (program: string): boolean => spawnSync('which', [program]).status === 0

/** `K6` names it where it is not on PATH. */
export function findK6(): string | undefined {
  const named = process.env['K6']
  if (named !== undefined) return named
  return has('k6') ? 'k6' : undefined
}
