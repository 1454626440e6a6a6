import type { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { arrivals, runConfig, urlConfig } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

/** The threads of the engines that are made while this is in use. */
function watchThreads(): Disposable & { readonly threads: Worker[] } {
  const threads: Worker[] = []
  const add = (thread: Worker): void => {
    threads.push(thread)
  }
  process.on('worker', add)
  return { threads, [Symbol.dispose]: () => process.off('worker', add) }
}

it('ends gracefully when one worker dies, keeps what was measured and says what happened', async () => {
  await using target = await forkTarget('bounded', { servers: 200, serviceTime: '300ms', queue: 1000 })
  using watched = watchThreads()
  const result = await runConfig(urlConfig(target.url, 2, [arrivals(100, 60_000)]), async (run) => {
    await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 2000)
    await watched.threads.at(-1)?.terminate()
    await waitFor(run.snapshots, ({ phase }) => phase.kind === 'stopping' || phase.kind === 'finished')
    expect(run.send({ type: 'set-rate', scenario: 'load', rate: 5 }, 'key').accepted).toBe(false)
  })
  const died = result.events.filter(({ kind }) => kind === 'error')
  expect(died).toHaveLength(1)
  expect(died[0]?.text).toMatch(/^worker 2 of 2 died: .*; the others end gracefully$/)
  expect(result.exitCode).toBe(109)
  const diedAt = died[0]?.at ?? 0
  // All of it up to the last delta of the dead worker, half of it at least from then on; nobody was interrupted.
  expect(result.totals.offered).toBeGreaterThanOrEqual(100 * (diedAt / 1000 - 1.2))
  expect(result.totals.interrupted).toBe(0)
  expect(result.windows.length).toBeGreaterThanOrEqual(2)
  for (const key of ['offered', 'started', 'achieved'] as const) {
    expect(result.windows.reduce((sum, window) => sum + window[key], 0)).toBe(result.totals[key])
  }
  expect(result.run.durationMs).toBeLessThan(diedAt + 20_000)
  expect((await target.counts()).received).toBeGreaterThanOrEqual(result.totals.requests)
})
