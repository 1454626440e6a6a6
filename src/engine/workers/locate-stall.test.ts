import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { locateStall } from './locate-stall.ts'

/** A thread that is in the midst of what it does for ever. */
async function stuck(name: string, forever: string): Promise<Worker> {
  const source = `const { pbkdf2Sync } = require('node:crypto')
pbkdf2Sync('a', 'b', 1, 64, 'sha512')
const { parentPort } = require('node:worker_threads')
parentPort.postMessage('there')
${forever}`
  const worker = new Worker(source, { eval: true, name })
  await once(worker, 'message')
  return worker
}

/** A thread that is ended while the debugger holds it never ends. */
const exitOf = (worker: Worker): Promise<number> => worker.terminate()

it('names the place of an endless loop, and lets go of the thread', async () => {
  const worker = await stuck('kneepoint-worker-71.', 'function spin() { for (;;); }\nspin()')
  expect(await locateStall('kneepoint-worker-71.')).toContain('at spin')
  expect(await exitOf(worker)).toBe(1)
})

it('lets go of a thread that does not get to the debugger in time, so that it goes on', async () => {
  const worker = await stuck(
    'kneepoint-worker-72.',
    "for (;;) { pbkdf2Sync('a', 'b', 2e6, 64, 'sha512'); parentPort.postMessage('on') }",
  )
  await locateStall('kneepoint-worker-72.')
  await once(worker, 'message')
  expect(await exitOf(worker)).toBe(1)
})
