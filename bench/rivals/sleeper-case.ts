import { setTimeout as sleep } from 'node:timers/promises'
import type { Figures } from '../support/bench.ts'
import { cpuSecondsOf } from '../support/cpu-watch.ts'
import { peakBytesOf, start } from './measure.ts'
import type { RivalTarget } from './target.ts'

export const SLEEPERS = 10_000

/** A command of so many VUs that call once and sleep: what one takes of memory, and how soon all have called. */
export async function measureSleepers(
  commandOf: (vus: number) => readonly string[],
  target: RivalTarget,
): Promise<Figures> {
  const few = await sleepersOf(commandOf(100), 100, target)
  const many = await sleepersOf(commandOf(SLEEPERS), SLEEPERS, target)
  return {
    memory: many.bytes / 1e6,
    'per VU': (many.bytes - few.bytes) / (SLEEPERS - 100) / 1000,
    start: many.started,
    CPU: many.cpu * 100,
  }
}

const PATIENCE = 60_000

async function sleepersOf(
  command: readonly string[],
  vus: number,
  target: RivalTarget,
): Promise<{ readonly bytes: number; readonly started: number; readonly cpu: number }> {
  const before = await target.requests()
  const began = performance.now()
  const generator = await start(command, target)
  try {
    while ((await target.requests()) < before + vus) {
      if (performance.now() - began > PATIENCE) throw new Error(`${command.join(' ')}: not all VUs began`)
      await sleep(20)
    }
    const started = (performance.now() - began) / 1000
    await sleep(2000)
    const cpu = cpuSecondsOf(generator.pid) ?? Number.NaN
    await sleep(3000)
    const cpuLater = cpuSecondsOf(generator.pid) ?? Number.NaN
    return { bytes: peakBytesOf(generator.pid), started, cpu: (cpuLater - cpu) / 3 }
  } finally {
    await generator.end()
  }
}
