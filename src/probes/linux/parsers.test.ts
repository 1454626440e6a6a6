import { expect, it } from 'vitest'
import { parseCounters } from './counter-table.ts'
import { parseAllowedCpus, parseCpuList } from './cpu-list.ts'
import { parseFileLimit } from './limits.ts'
import { parseNetDev, parseSpeed } from './net-dev.ts'
import { parsePidStat } from './pid-stat.ts'
import { parseListeners } from './port-owner.ts'
import { parsePortRange } from './port-range.ts'
import { parsePressure } from './pressure.ts'
import { growthOf, shareOfTime } from './rate-of.ts'
import { parseSchedStat } from './sched-stat.ts'
import { parseSockStat } from './sockstat.ts'
import { parseSwapIns } from './vm-stat.ts'

it('reads how long something waited, not how long everything did', () => {
  const text =
    'some avg10=32.01 avg60=22.29 avg300=16.00 total=230945160\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n'
  expect(parsePressure(text)).toBe(230_945.16)
  expect(parsePressure('')).toBeUndefined()
})

it('reads pages that came back from swap', () => {
  expect(parseSwapIns('nr_free_pages 3\npswpin 42\npswpout 7\n')).toBe(42)
})

it('reads how many files may be open', () => {
  const line = (soft: string): string => `Limit                     Soft Limit           Hard Limit           Units
Max open files            ${soft}                20000                files     \n`
  expect(parseFileLimit(line('1024'))).toBe(1024)
  expect(parseFileLimit(line('unlimited'))).toBe(Number.POSITIVE_INFINITY)
  expect(parseFileLimit('')).toBeUndefined()
})

it('adds TCP sockets of both families', () => {
  const v4 = 'sockets: used 57\nTCP: inuse 25 orphan 3 tw 858 alloc 25 mem 174\nUDP: inuse 0 mem 0\n'
  expect(parseSockStat(v4, 'TCP6: inuse 4\n')).toEqual({ inUse: 29, orphan: 3, timeWait: 858 })
  expect(parseSockStat(v4, undefined)?.inUse).toBe(25)
  expect(parseSockStat('', undefined)).toBeUndefined()
})

it.each([
  ['32768\t60999\n', '2\n', { first: 32_768, last: 60_999, reuse: 'loopback' }],
  ['1024 65535\n', '1\n', { first: 1024, last: 65_535, reuse: 'always' }],
  ['1024 65535\n', undefined, { first: 1024, last: 65_535, reuse: 'never' }],
  ['', '1\n', undefined],
])('reads the local ports of %j with reuse %j', (range, reuse, expected) => {
  expect(parsePortRange(range, reuse)).toEqual(expected)
})

it('reads counters by their names, wherever they stand', () => {
  const text = 'Ip: Forwarding DefaultTTL\nIp: 2 64\nTcp: RtoAlgorithm OutSegs RetransSegs\nTcp: 1 919191 12\n'
  expect(parseCounters(text, 'Tcp')).toEqual({ RtoAlgorithm: 1, OutSegs: 919_191, RetransSegs: 12 })
  expect(parseCounters(text, 'TcpExt')).toBeUndefined()
})

it('reads the bytes of every interface', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 341565947 1373243    0    0    0     0          0         0 341565947 1373243    0    0    0     0       0          0
  eth0:661142263   15473    0    0    0     0          0         0  1161139   10048    0    0    0     0       0          0
`
  expect([...parseNetDev(text)]).toEqual([
    ['lo', { received: 341_565_947, sent: 341_565_947 }],
    ['eth0', { received: 661_142_263, sent: 1_161_139 }],
  ])
})

it.each([
  ['1000\n', 125_000_000],
  ['-1\n', undefined],
  ['', undefined],
  [undefined, undefined],
])('a speed of %j is %s bytes/s', (text, speed) => {
  expect(parseSpeed(text)).toBe(speed)
})

it('reads lists of cores', () => {
  expect(parseCpuList('0-3,8,10-11')).toEqual([0, 1, 2, 3, 8, 10, 11])
  expect(parseCpuList('')).toBeUndefined()
  expect(parseAllowedCpus('Name:\tnode\nCpus_allowed:\t2\nCpus_allowed_list:\t1\n')).toEqual([1])
})

it('reads what a thread had of the CPUs', () => {
  expect(parseSchedStat('367452220 505802637 503\n')).toEqual({ cpu: 367.45222, waited: 505.802637 })
  expect(parseSchedStat('')).toBeUndefined()
})

it('reads a process whatever its name is', () => {
  const rest = 'S 1 2 3 0 -1 4194304 9 0 0 0 150 50 0 0 20 0 11 0 5551 1000000 777 18446744073709551615'
  expect(parsePidStat(`42 (my (odd) name) ${rest}\n`)).toEqual({
    name: 'my (odd) name',
    ticks: 200,
    residentPages: 777,
  })
  expect(parsePidStat('')).toBeUndefined()
})

it('finds what listens on a port, not what is connected to it', () => {
  const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 45678 1 0000 100 0 0 10 0
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 45679 1 0000 20 4 30 10 -1
   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 45680 1 0000 100 0 0 10 0
`
  expect(parseListeners(text, 8080)).toEqual(['45678'])
  expect(parseListeners(text, 81)).toEqual([])
})

it('tells growth and shares only from the second look on, and never of a counter that began anew', () => {
  const growth = growthOf()
  expect([growth(10), growth(15), growth(undefined), growth(20), growth(3)]).toEqual([
    undefined,
    5,
    undefined,
    undefined,
    undefined,
  ])
  const share = shareOfTime()
  expect([share(0, 1000), share(250, 1000), share(9000, 1000)]).toEqual([undefined, 0.25, 1])
})
