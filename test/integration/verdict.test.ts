import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cases } from '../../bench/verdict/cases.ts'
import { runCase } from '../../bench/verdict/run-case.ts'

/** The short form of bench/verdict: each limit is made once, for real. */
const named = (...names: readonly string[]) =>
  names.map((name) => [name, cases.find((it) => it.name === name)] as const)

/** A container may not be allowed to make a network of its own. */
function canMakeNetworks(): boolean {
  try {
    execFileSync('unshare', ['-n', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const quick = (name: string, it: (typeof cases)[number] | undefined): (typeof cases)[number] => {
  if (it === undefined) throw new Error(`there is no case ${name}`)
  const holds = it.load.holds.map(([load, seconds]) => [load, Math.min(seconds, 6)] as const)
  return { ...it, load: { ...it.load, holds } }
}

// A machine that does something else as well can rightly be named as the limit: then it is tried again.
describe.runIf(process.platform === 'linux')('a limit that was made', { retry: 2 }, () => {
  it.each(named('busy loop', '128 files', 'too few VUs'))('in the generator is found there: %s', async (name, it) => {
    const { limit, isFalseAlarm } = await runCase(quick(name, it))
    expect(isFalseAlarm).toBe(false)
    expect(limit).toMatchObject({ verdict: 'generator' })
  })

  it.runIf(canMakeNetworks()).each(named('few ports, no keep-alive'))(
    'in the kernel of the generator is found there: %s',
    async (name, it) => {
      const { limit } = await runCase(quick(name, it))
      expect(limit).toMatchObject({ verdict: 'generator' })
      expect(limit.next).toContain('ip_local_port_range')
    },
  )

  it.each(named('bounded queue', 'one thread that burns CPU'))('in the target is found there: %s', async (name, it) => {
    const { limit } = await runCase(quick(name, it))
    expect(limit).toMatchObject({ verdict: 'target' })
  })
})
