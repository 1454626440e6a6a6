import { expect, it } from 'vitest'
import { byName, resourcesBetween } from './resources.ts'
import { ExpositionReader } from './exposition.ts'
import { parseSelector, readSeries } from './series.ts'

function samplesOf(text: string): ReturnType<typeof byName> {
  const reader = new ExpositionReader(() => true)
  reader.push(text)
  return byName(reader.end())
}

/** Between two pages that are ten seconds apart. */
function between(before: string, after: string): Record<string, number> {
  const interval = { before: samplesOf(before), after: samplesOf(after), length: 10_000 }
  return Object.fromEntries(resourcesBetween(interval).map(({ name, used }) => [name, used]))
}

const cpu = (core: string, idle: number, user: number): string =>
  `node_cpu_seconds_total{cpu="${core}",mode="idle"} ${idle}\nnode_cpu_seconds_total{cpu="${core}",mode="user"} ${user}\n`

it('reads a machine: its CPUs together and the busiest, memory, network and disks', () => {
  const fixed =
    'node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 250\nnode_network_speed_bytes{device="eth0"} 1000\nnode_network_speed_bytes{device="lo"} -1\n'
  const traffic = (bytes: number): string =>
    `node_network_receive_bytes_total{device="eth0"} ${bytes}\nnode_network_transmit_bytes_total{device="eth0"} 0\n`
  const disk = (sda: number, sdb: number): string =>
    `node_disk_io_time_seconds_total{device="sda"} ${sda}\nnode_disk_io_time_seconds_total{device="sdb"} ${sdb}\n`
  const before = cpu('0', 100, 50) + cpu('1', 100, 50) + traffic(0) + disk(5, 5) + fixed
  const after = cpu('0', 101, 59) + cpu('1', 107, 53) + traffic(5000) + disk(6, 13) + fixed
  const found = between(before, after)
  expect(found['cpu']).toBeCloseTo(0.6)
  expect(found['busiest core']).toBeCloseTo(0.9)
  expect(found['memory']).toBeCloseTo(0.75)
  expect(found['network']).toBeCloseTo(0.5)
  expect(found['disk']).toBeCloseTo(0.8)
})

it('reads processes, runtimes and pools', () => {
  const before = 'process_cpu_seconds_total 10\njvm_gc_pause_seconds_sum{action="minor"} 1\n'
  const after = `process_cpu_seconds_total 25
jvm_gc_pause_seconds_sum{action="minor"} 1.5
jvm_memory_used_bytes{area="heap",id="a"} 30
jvm_memory_used_bytes{area="heap",id="b"} 30
jvm_memory_used_bytes{area="nonheap",id="c"} 900
jvm_memory_max_bytes{area="heap",id="a"} 100
process_open_fds 20
process_max_fds 100
hikaricp_connections_active{pool="main"} 9
hikaricp_connections_max{pool="main"} 10
`
  const found = between(before, after)
  expect(found).toEqual({
    'process cpu': 1.5,
    heap: 0.6,
    'garbage collection': 0.05,
    files: 0.2,
    'database connections': 0.9,
  })
})

it('tells nothing of a counter that began anew, nor of what is not there', () => {
  expect(between('process_cpu_seconds_total 100\n', 'process_cpu_seconds_total 3\n')).toEqual({})
  expect(between('', '')).toEqual({})
})

it('adds up the series that was asked for', () => {
  const [all, one] = [parseSelector('hits_total'), parseSelector('hits_total{code="200"}')]
  if (all === undefined || one === undefined) throw new Error('two selectors')
  const before = samplesOf('hits_total{code="200"} 10\nhits_total{code="500"} 1\n')
  const after = samplesOf('hits_total{code="200"} 110\nhits_total{code="500"} 3\n')
  expect(readSeries([all, one], before, { after, length: 10_000 })).toEqual([
    { name: 'hits_total', value: 113, perSecond: 10.2 },
    { name: 'hits_total{code="200"}', value: 110, perSecond: 10 },
  ])
  expect(readSeries([all], undefined, { after, length: 0 })[0]?.perSecond).toBeUndefined()
  expect(readSeries([one], undefined, { after: samplesOf(''), length: 0 })).toEqual([])
})

it.each(['', '1abc', 'a b', 'a{b}', 'a{b="1"'])('cannot read %j as a series', (source) => {
  expect(parseSelector(source)).toBeUndefined()
})
