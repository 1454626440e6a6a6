/** A process that runs a command in a pseudo-terminal and throws away what it writes, until its parent goes. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'

const [program = '', ...args] = process.argv.slice(2)
const pty = spawn(program, args, { cols: 160, rows: 50, cwd: process.cwd(), name: 'xterm-256color', env: process.env })
await joinSchedulingGroup(pty.pid)
// Only now: what runs in it would inherit both.
setPriority(constants.priority.PRIORITY_LOW)
spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)])

pty.onData(() => undefined)
pty.onExit(({ exitCode }) => process.send?.(`exit code ${exitCode}`))
process.on('disconnect', () => {
  pty.kill('SIGKILL')
  process.exit(0)
})
process.send?.(pty.pid)

/** A terminal is a session of its own, which Linux may schedule as a group of its own: it gets the weight that ours has. */
async function joinSchedulingGroup(pid: number): Promise<void> {
  const own = groupOf('self')
  const nice = own?.split(' ').at(-1)
  if (nice === undefined) return
  for (let look = 0; look < 100; look += 1) {
    // It is in our group until it has made its session.
    if (groupOf(pid) === own) await sleep(2)
    else return writeFileSync(`/proc/${pid}/autogroup`, nice)
  }
}

/** `/autogroup-45 nice -15`; undefined where there are none. */
function groupOf(pid: number | 'self'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/autogroup`, 'utf8').trim()
  } catch {
    return undefined
  }
}
