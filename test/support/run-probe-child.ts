import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { HostReading } from '../../src/base/host-reading.ts'
import { root } from './paths.ts'

/** Is told of every line when it comes: `begun`, readings, and what else was said. */
type Hear = (line: string) => void

/** The readings of test/support/probe-child.ts, started within `around`: `ip netns exec NAME`. */
export async function runProbeChild(
  around: readonly string[],
  work: readonly string[],
  hear: Hear = () => undefined,
): Promise<readonly HostReading[]> {
  const child = join(root, 'test/support/probe-child.ts')
  const [file = '', ...args] = [...around, process.execPath, child, ...work]
  const { stdout } = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const readings: HostReading[] = []
  for await (const line of createInterface(stdout)) {
    if (line.startsWith('{')) readings.push(JSON.parse(line) as HostReading)
    hear(line)
  }
  return readings
}

/** What readings come to over the time that each stands for: bytes of bytes per second, ms of a share. */
export const addUp = (readings: readonly HostReading[], of: (reading: HostReading) => number | undefined): number =>
  readings.reduce((sum, reading) => sum + ((of(reading) ?? 0) * reading.probe.period) / 1000, 0)
