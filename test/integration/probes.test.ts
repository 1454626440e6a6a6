import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { HostReading } from '../../src/base/host-reading.ts'
import { type HostProbe, startHostProbe } from '../../src/probes/host-probe.ts'

const say = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { encoding: 'utf8' })

/** The reading that comes `count` looks from now: those under way are of another time. */
async function readingAfter({ readings }: HostProbe, count: number): Promise<HostReading> {
  for (let looks = 0; looks < count; looks += 1) {
    await new Promise<void>((resolve) => {
      const unsubscribe = readings.subscribe(() => {
        unsubscribe()
        resolve()
      })
    })
  }
  const reading = readings.get()
  if (reading === undefined) throw new Error('the probe ended')
  return reading
}

async function probing(during: (probe: HostProbe) => Promise<void>): Promise<void> {
  const probe = startHostProbe()
  try {
    await during(probe)
  } finally {
    await probe.close()
  }
}

/** CPU of this process by its ticks of 10 ms in /proc, which the probe does not use. */
function ownTicks(): number {
  const fields = say('cat', `/proc/${process.pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number)
  return (fields[11] ?? Number.NaN) + (fields[12] ?? Number.NaN)
}

/** Total and available. */
function memoryByFree(): readonly (number | undefined)[] {
  const numbers = (/^Mem:(.*)$/m.exec(say('free', '-b'))?.[1] ?? '').trim().split(/\s+/).map(Number)
  return [numbers[0], numbers[5]]
}

const distance = (value: number | undefined, other: number): number => Math.abs((value ?? Number.NaN) - other)

/** 200 connections and 100 files. */
async function openMany(port: number): Promise<Disposable> {
  const clients: Socket[] = []
  for (let n = 0; n < 200; n += 1) clients.push(connect(port, '127.0.0.1'))
  await Promise.all(clients.map((client) => once(client, 'connect')))
  const descriptors = Array.from({ length: 100 }, () => openSync('/dev/null', 'r'))
  return {
    [Symbol.dispose]: () => {
      for (const descriptor of descriptors) closeSync(descriptor)
      for (const client of clients) client.destroy()
    },
  }
}

/** Each number against another source on this machine; other programs come and go meanwhile, so not to the last one. */
describe.runIf(process.platform === 'linux')('what the probes read', () => {
  it('is what nproc and free say', async () => {
    await probing(async (probe) => {
      const { cpu, memory } = await readingAfter(probe, 2)
      expect(cpu?.usable).toBeLessThanOrEqual(Number(say('nproc')))
      expect(cpu?.cores.length).toBeGreaterThanOrEqual(availableParallelism())
      const [total = 0, available = 0] = memoryByFree()
      expect(memory?.swapTotal).toBe(Number(/^Swap:\s+(\d+)/m.exec(say('free', '-b'))?.[1]))
      expect(memory?.total).toBe(total)
      expect(distance(memory?.available, available)).toBeLessThanOrEqual(0.1 * total)
    })
  })

  it('is what ss, ulimit and sysctl say', async () => {
    await probing(async (probe) => {
      const { sockets, files, ports } = await readingAfter(probe, 1)
      expect(files?.limit).toBe(Number(say('bash', '-c', 'ulimit -n')))
      expect([ports?.first, ports?.last]).toEqual(
        say('sysctl', '-n', 'net.ipv4.ip_local_port_range').split(/\s+/, 2).map(Number),
      )
      const timeWait = Number(/timewait (\d+)/.exec(say('ss', '-s'))?.[1])
      expect(distance(sockets?.timeWait, timeWait)).toBeLessThanOrEqual(50 + 0.2 * timeWait)
    })
  })

  it('counts the sockets and files that are opened, within those of others', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    await probing(async (probe) => {
      const before = await readingAfter(probe, 2)
      using _opened = await openMany(address.port)
      const after = await readingAfter(probe, 2)
      const established = Number(say('bash', '-c', 'ss -Htn state established state close-wait | wc -l'))
      expect(distance((after.files?.open ?? 0) - (before.files?.open ?? 0), 500)).toBeLessThanOrEqual(30)
      expect(distance((after.sockets?.inUse ?? 0) - (before.sockets?.inUse ?? 0), 400)).toBeLessThanOrEqual(100)
      expect(distance(after.tcp?.established, established)).toBeLessThanOrEqual(100)
      expect(established).toBeGreaterThanOrEqual(400)
    })
    server.close()
  })

  it('measures the CPU of this process as the kernel accounts for it', async () => {
    await probing(async (probe) => {
      await readingAfter(probe, 1)
      const before = ownTicks()
      let used = 0
      let time = 0
      for (let look = 0; look < 2; look += 1) {
        const until = performance.now() + 500
        while (performance.now() < until);
        const { process: own, probe: cost } = await readingAfter(probe, 1)
        used += (own?.cpu ?? 0) * cost.period
        time += cost.period
      }
      expect(distance(used, 10 * (ownTicks() - before))).toBeLessThanOrEqual(0.15 * time)
    })
  })
})
