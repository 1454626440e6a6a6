import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { type Run, macReader } from './macos-reader.ts'
import { parseInterfaces, parseTcpStatistics } from './netstat.ts'
import { parsePs } from './ps.ts'
import { parseSwapUsage, parseSysctl, portRangeOf } from './sysctl.ts'
import { parseVmStat } from './vm-stat.ts'

const sysctlText = `net.inet.ip.portrange.first: 49152
net.inet.ip.portrange.last: 65535
net.inet.tcp.pcbcount: 93
net.inet.tcp.tw_pcbcount: 4
vm.swapusage: total = 2048.00M  used = 1187.75M  free = 860.25M  (encrypted)
hw.memsize: 17179869184
hw.pagesize: 16384
`
const vmStatText = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               12345.
Pages active:                            254321.
Pages inactive:                          250000.
Pages speculative:                         1000.
Pages throttled:                              0.
Pages wired down:                        130000.
Pages purgeable:                           2655.
"Translation faults":                 987654321.
Pages copy-on-write:                   12345678.
Swapins:                                    640.
Swapouts:                                  1280.
`
const tcpText = (sent: number, again: number, overflows: number): string => `tcp:
	${sent} packets sent
		4321000 data packets (987654321 bytes)
		${again} data packets (65432 bytes) retransmitted
		12 resends initiated by MTU discovery
	7654321 packets received
	34567 connection requests
	${overflows} listen queue overflows
`
const interfaceText = (received: number, sent: number): string =>
  `Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
lo0        16384 <Link#1>                        869107     0  169411755   869107     0  169411755     0
lo0        16384 127           127.0.0.1         869107     -  169411755   869107     -  169411755     -
en0        1500  <Link#4>    a4:83:e7:00:11:22 14314314     0 ${received} 10101010     0 ${sent}     0
en0        1500  192.168.1     192.168.1.7     14314314     - ${received} 10101010     - ${sent}     -
utun0*     1380  <Link#15>                            0     0          0        2     0        200     0
`

describe('what the programs of macOS print', () => {
  it('of ports, sockets and swap by sysctl', () => {
    const values = parseSysctl(sysctlText)
    expect(portRangeOf(values)).toEqual({ first: 49_152, last: 65_535, reuse: 'never' })
    expect(values.get('net.inet.tcp.tw_pcbcount')).toBe('4')
    expect(parseSwapUsage(values.get('vm.swapusage') ?? '')).toEqual({ total: 2048 * 2 ** 20, free: 860.25 * 2 ** 20 })
    expect(portRangeOf(parseSysctl(''))).toBeUndefined()
  })

  it('of memory by vm_stat', () => {
    expect(parseVmStat(vmStatText)).toEqual({ available: 266_000 * 16_384, swappedIn: 640 * 16_384 })
    expect(parseVmStat('')).toBeUndefined()
  })

  it('of TCP by netstat -s', () => {
    expect(parseTcpStatistics(tcpText(5_000_000, 321, 9))).toEqual({ sent: 5e6, sentAgain: 321, listenOverflows: 9 })
    expect(parseTcpStatistics('')).toBeUndefined()
  })

  it('of interfaces by netstat -ibn, each once, with an address or without', () => {
    expect([...parseInterfaces(interfaceText(3000, 1000))]).toEqual([
      ['lo0', { received: 169_411_755, sent: 169_411_755 }],
      ['en0', { received: 3000, sent: 1000 }],
      ['utun0', { received: 0, sent: 200 }],
    ])
  })

  it('of a process by ps', () => {
    expect(parsePs('  3:07.41 104224 /usr/local/bin/node\n')).toEqual({
      cpu: 187_410,
      rss: 104_224 * 1024,
      name: 'node',
    })
    expect(parsePs('1:02:03.00 8 nginx: worker\n')?.cpu).toBe(3_723_000)
    expect(parsePs('')).toBeUndefined()
  })
})

/** A Mac whose programs print what they were told to. */
function fakeMac(outputs: Record<string, string>): Run {
  return async (file, args) => outputs[`${file.split('/').at(-1)} ${args[0] ?? ''}`.trim()] ?? ''
}

it('puts a reading together from what the programs say', async () => {
  const clock = new FakeClock()
  const outputs: Record<string, string> = {
    'sysctl net.inet.ip.portrange.first': sysctlText,
    vm_stat: vmStatText,
    'netstat -s': tcpText(1000, 0, 0),
    'netstat -ibn': interfaceText(0, 0),
    'sh -c': '256\n',
    'lsof -nP': '4711\n',
    'ps -o': '0:01.00 1000 node\n',
  }
  const linkSpeeds = async (): Promise<ReadonlyMap<string, number>> => new Map([['en0', 125_000_000]])
  const reader = macReader({ run: fakeMac(outputs), clock, target: { port: 8080 }, linkSpeeds })
  clock.advance(5000)
  await reader.read()
  outputs['netstat -s'] = tcpText(2000, 50, 2)
  outputs['netstat -ibn'] = interfaceText(10_000, 5000)
  outputs['ps -o'] = '0:03.50 1000 node\n'
  clock.advance(5000)
  const reading = await reader.read()
  expect(reading).toMatchObject({
    memory: { total: 17_179_869_184, swappedIn: 0 },
    sockets: { inUse: 93, timeWait: 4 },
    ports: { first: 49_152 },
    tcp: { retransmitted: 0.05, listenOverflows: 2 },
    target: { name: 'node', pids: [4711], cpu: 0.5 },
  })
  expect(reading.links).toContainEqual({ name: 'en0', received: 2000, sent: 1000, speed: 125_000_000 })
  expect(reading.pressure).toBeUndefined()
  expect(reading.cpu?.steal).toBeUndefined()
})

it('says nothing where the programs cannot be run', async () => {
  const parts = { clock: new FakeClock(), target: { port: 80 }, linkSpeeds: async () => new Map<string, number>() }
  const reading = await macReader({ run: async () => '', ...parts }).read()
  const { memory, sockets, ports, tcp, files, target } = reading
  expect([memory, sockets, ports, tcp, files, target]).toEqual(Array.from({ length: 6 }))
})
