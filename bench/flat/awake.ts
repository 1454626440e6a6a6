/**
 * Keeps cores busy at idle priority: whoever is measured there takes them at once, but they never halt. Where they halt, what a request
 * costs changes from one ten seconds to the next in a virtual machine, with nothing changed (docs/benchmarks.md).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { pinned } from '../rivals/pinned.ts'

/** Whether the system has an idle priority (chrt of util-linux). */
export const canKeepAwake: boolean = spawnSync('chrt', ['-V']).status === 0

/** Until it is disposed of; does nothing where it cannot. */
export function keepAwake(cores: readonly number[]): Disposable {
  const loops = canKeepAwake ? cores.map(loopOn) : []
  return { [Symbol.dispose]: () => loops.forEach((loop) => loop.kill('SIGKILL')) }
}

function loopOn(core: number): ChildProcess {
  const [program, ...args] = pinned(core, ['chrt', '-i', '0', process.execPath, import.meta.filename, 'loop'])
  return spawn(program, args, { stdio: 'ignore' })
}

/** Turns between two looks at whether whoever started it is still there: some seconds. */
const MANY = 1e9

if (process.argv[1] === import.meta.filename && process.argv[2] === 'loop') {
  for (const parent = process.ppid; process.ppid === parent; ) for (let turn = 0; turn < MANY; turn += 1);
}
