import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { BlockingPlan } from './blocking-main.ts'

/** Runs it in a process of its own; the server has what it sent. */
export async function runBlocking(plan: BlockingPlan): Promise<void> {
  const main = new URL('blocking-main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main, JSON.stringify(plan)], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  if (code !== 0) throw new Error(`the blocking run failed:\n${errors}`)
}
