import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { realProcTree } from '../proc-tree.ts'
import { fakeTree } from '../testing/fake-tree.ts'
import { linuxReader } from './linux-reader.ts'
import { threadsOf } from './process-source.ts'
import { targetSource } from './target-source.ts'

const noTarget = { port: undefined }

it('says nothing of what it may not read, and does not fail', async () => {
  const clock = new FakeClock()
  const reader = linuxReader(fakeTree({}), clock, noTarget)
  clock.advance(1000)
  const { probe, ...rest } = await reader.read()
  expect(rest).toEqual({})
  expect(probe.period).toBe(1000)
})

it('tells what changed since the last look', async () => {
  const clock = new FakeClock()
  const files: Record<string, string> = {
    '/proc/stat': 'cpu 100 0 0 900 0 0 0 0\ncpu0 50 0 0 450 0 0 0 0\ncpu1 50 0 0 450 0 0 0 0\n',
    '/proc/self/status': 'Cpus_allowed_list:\t0\n',
    '/proc/self/limits': 'Max open files            1024                20000                files\n',
    '/proc/net/snmp': 'Tcp: OutSegs RetransSegs\nTcp: 1000 0\n',
    '/proc/net/netstat': 'TcpExt: ListenOverflows\nTcpExt: 5\n',
    '/proc/net/dev': '  eth0: 1000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n',
    '/sys/class/net/eth0/speed': '1000\n',
    '/proc/sys/net/netfilter/nf_conntrack_count': '10\n',
    '/proc/sys/net/netfilter/nf_conntrack_max': '100\n',
    ...Object.fromEntries([0, 1, 2, 3].map((fd) => [`/proc/self/fd/${fd}`, ''])),
  }
  const reader = linuxReader(fakeTree(files), clock, noTarget)
  files['/proc/stat'] = 'cpu 200 0 0 1000 0 0 0 0\ncpu0 140 0 0 460 0 0 0 0\ncpu1 60 0 0 540 0 0 0 0\n'
  files['/proc/net/snmp'] = 'Tcp: CurrEstab OutSegs RetransSegs\nTcp: 80 2000 20\n'
  files['/proc/net/netstat'] = 'TcpExt: ListenOverflows\nTcpExt: 8\n'
  files['/proc/net/dev'] = '  eth0: 3000 1 0 0 0 0 0 0 1500 1 0 0 0 0 0 0\n'
  clock.advance(2000)
  const reading = await reader.read()
  expect(reading.cpu).toMatchObject({ total: 0.5, cores: [0.9, 0.1], usable: 1, usableBusy: 0.9 })
  expect(reading.tcp).toEqual({ established: 80, retransmitted: 0.02, listenOverflows: 3 })
  expect(reading.links).toEqual([{ name: 'eth0', received: 1000, sent: 500, speed: 125_000_000 }])
  expect(reading.conntrack).toEqual({ count: 10, max: 100 })
  expect(reading.files).toEqual({ open: 3, limit: 1024 })
})

it('tells which threads are busy, and which are ready but have no CPU', () => {
  const files: Record<string, string> = {
    '/proc/self/task/7/schedstat': '0 0 1\n',
    '/proc/self/task/7/comm': 'kneepoint-worke\n',
    '/proc/self/task/8/schedstat': '5000 0 1\n',
  }
  const threads = threadsOf(fakeTree(files), 'self')
  expect(threads(1000)).toEqual([])
  files['/proc/self/task/7/schedstat'] = '600000000 300000000 9\n'
  expect(threads(1000)).toEqual([{ name: 'kneepoint-worke', cpu: 0.6, starved: 0.3 }])
})

it('finds the process behind a port, its CPU and its busiest thread', () => {
  const stat = (ticks: number): string => `42 (node) S 1 2 3 0 -1 0 9 0 0 0 ${ticks} 0 0 0 20 0 11 0 5551 1000 25 1\n`
  const files: Record<string, string> = {
    '/proc/net/tcp': '   0: 0100007F:1F90 00000000:0000 0A 0:0 00:0 0     0        0 777 1 0 100 0 0 10 0\n',
    '/proc/42/stat': stat(100),
    '/proc/42/task/42/schedstat': '0 0 1\n',
    '/proc/42/task/42/comm': 'node\n',
  }
  const source = targetSource(fakeTree(files, { '/proc/42/fd/19': 'socket:[777]' }), () => 8080)
  expect(source(1000)).toEqual({})
  files['/proc/42/stat'] = stat(150)
  files['/proc/42/task/42/schedstat'] = '450000000 250000000 1\n'
  expect(source(1000)).toEqual({
    target: { name: 'node', pids: [42], cpu: 0.5, rss: 102_400, starved: 0.25, busiestThread: 0.45 },
  })
})

it.runIf(process.platform === 'linux')('reads this machine', async () => {
  let now = 0
  const reader = linuxReader(realProcTree(), { now: () => (now += 1000) }, noTarget)
  const reading = await reader.read()
  expect(reading.cpu?.cores.length).toBeGreaterThan(0)
  expect(reading.memory?.total).toBeGreaterThan(2 ** 26)
  expect(reading.process?.rss).toBeGreaterThan(2 ** 20)
  expect(reading.ports?.last).toBeGreaterThan(reading.ports?.first ?? Infinity)
})
