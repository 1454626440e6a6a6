import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import type { HostReading } from '../../src/base/host-reading.ts'
import { root } from '../support/paths.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-hidden-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** As in a container that shows little: no CPUs, no network, no settings of the kernel, no control groups. */
const hide = `mount -t tmpfs none /sys/fs/cgroup
for file in stat meminfo vmstat; do mount --bind /dev/null /proc/$file; done
for folder in $$/net pressure sys; do test ! -d /proc/$folder || mount -t tmpfs none /proc/$folder; done
exec "$@"`

/** Only root may, and not in every container. */
function canHide(): boolean {
  try {
    execFileSync('unshare', ['-m', 'bash', '-ec', hide, 'bash', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function hidden(args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const program = [process.execPath, join(root, 'src/cli/main.ts'), ...args]
  const child = spawn('unshare', ['-m', 'bash', '-ec', hide, 'bash', ...program], { stdio: ['ignore', 'pipe', 'pipe'] })
  const all = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const [stdout, stderr, [code]] = (await all) as [string, string, [number | null]]
  return { code, said: stdout + stderr }
}

describe.runIf(process.platform === 'linux' && canHide())('a machine that tells hardly anything of itself', () => {
  it('can be tested from: what is unknown is left out, never 0', async () => {
    await using target = await forkTarget('null')
    const script = join(folder, 'script.js')
    writeFileSync(
      script,
      `import http from 'k6/http'
       export const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 20, duration: '4s', preAllocatedVUs: 5 } } }
       export default function () { http.get('${target.url}') }`,
    )
    const record = join(folder, 'record')
    const { code, said } = await hidden(['run', '--headless', '-q', '--threads', '1', '--record', record, script])
    expect(said).not.toMatch(/NaN|undefined|^\s+at /m)
    expect(code).toBe(0)
    const lines = readFileSync(join(record, 'readings.ndjson'), 'utf8').trim().split('\n')
    const { reading } = JSON.parse(lines.at(-1) ?? '') as { reading: { reading: HostReading } }
    const { cpu, memory, sockets, ports, tcp, links, pressure, cgroup, process: own } = reading.reading
    const { version: _version, ...group } = cgroup ?? {}
    expect({ cpu, memory, sockets, ports, tcp, links, pressure, ...group }).toEqual({})
    expect(own?.rss).toBeGreaterThan(2 ** 20)
  })

  it('is called unknown by doctor', async () => {
    const { said } = await hidden(['doctor', '--json'])
    const { findings } = JSON.parse(said) as { findings: readonly { check: string; level: string }[] }
    const unknown = findings.filter(({ level }) => level === 'unknown').map(({ check }) => check)
    expect(unknown).toEqual(expect.arrayContaining(['ports', 'memory', 'cpu now']))
  })
})
