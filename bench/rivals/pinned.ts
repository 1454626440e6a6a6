import { spawnSync } from 'node:child_process'

const hasTaskset = spawnSync('taskset', ['-V']).status === 0

/** The command line that runs a command on one core only; as it is where the system cannot (taskset of util-linux). */
export function pinned(core: number, command: readonly string[]): readonly [string, ...string[]] {
  const [program = '', ...args] = command
  return hasTaskset ? ['taskset', '-c', String(core), program, ...args] : [program, ...args]
}
