import { describe, expect, it } from 'vitest'
import type { HostLimits } from '../../probes/host-limits.ts'
import { unknownLimits } from '../../probes/read-limits.ts'
import { busyFinding } from './busy-finding.ts'
import { ceilingFinding } from './ceiling-finding.ts'
import { findingsOf } from './checks.ts'
import type { Demand } from './demand.ts'
import type { CheckName, Finding } from './finding.ts'
import { isReady, reportJson, reportText } from './report.ts'

const demand: Demand = { threads: 1, vus: 1000, rate: 500, reusesConnections: true, sources: 1, isScript: false }
const roomy: HostLimits = {
  cores: 4,
  cpuQuota: undefined,
  memoryAvailable: 8 * 2 ** 30,
  memoryLimit: undefined,
  memoryUsed: undefined,
  fileLimit: 65_535,
  systemFiles: { open: 2000, limit: 2_000_000 },
  ports: { first: 32_768, last: 60_999, reuse: 'loopback' },
  listenBacklog: 4096,
  conntrack: { count: 10, max: 262_144 },
  cpuGovernor: 'performance',
}

const find = (check: CheckName, limits: Partial<HostLimits>, asked: Partial<Demand> = {}): Finding | undefined =>
  findingsOf({ ...roomy, ...limits }, { ...demand, ...asked }).find((finding) => finding.check === check)

it('finds nothing in the way on a roomy host', () => {
  expect(findingsOf(roomy, demand).map(({ level }) => level)).toEqual(Array.from({ length: 8 }, () => 'ok'))
})

describe('what is in the way', () => {
  it.each<[CheckName, Partial<HostLimits>, Partial<Demand>, string, RegExp]>([
    ['files', { fileLimit: 1024 }, {}, 'fail', /^ulimit -n/],
    ['system files', { systemFiles: { open: 100, limit: 500 } }, {}, 'fail', /fs.file-max/],
    ['ports', { ports: { first: 1, last: 900, reuse: 'never' } }, {}, 'fail', /ip_local_port_range/],
    ['ports', {}, { vus: 25_000 }, 'warn', /ip_local_port_range/],
    ['ports', {}, { reusesConnections: false, rate: 600 }, 'fail', /--no-connection-reuse/],
    ['ports', {}, { reusesConnections: false, rate: undefined }, 'warn', /tcp_tw_reuse/],
    ['cores', { cores: 1 }, {}, 'warn', /two cores/],
    ['cores', { cores: 2 }, { threads: 2 }, 'warn', /--threads 1/],
    ['cpu quota', { cpuQuota: 1.5 }, {}, 'warn', /--cpus 2/],
    ['memory', { memoryAvailable: 2 ** 27 }, {}, 'fail', /fewer VUs/],
    ['memory', { memoryLimit: 2 ** 28, memoryUsed: 2 ** 27 }, {}, 'fail', /fewer VUs/],
    ['cpu speed', { cpuGovernor: 'powersave' }, {}, 'warn', /performance/],
    ['conntrack', { conntrack: { count: 900, max: 1000 } }, {}, 'fail', /nf_conntrack_max/],
    ['listen backlog', { listenBacklog: 128 }, {}, 'warn', /somaxconn/],
  ])('%s with %j for %j is a %s', (...[check, limits, asked, level, mend]) => {
    const finding = find(check, limits, asked)
    expect(finding?.level).toBe(level)
    expect(finding?.mend).toMatch(mend)
  })

  it('is not the TIME_WAIT of ports that may be used again, nor the range of one address of many', () => {
    const spent = { reusesConnections: false, rate: 5000 }
    expect(find('ports', { ports: { first: 32_768, last: 60_999, reuse: 'always' } }, spent)?.level).toBe('ok')
    expect(find('ports', {}, { ...spent, sources: 20 })?.level).toBe('ok')
  })

  it('is called unknown where the platform does not tell', () => {
    const levels = findingsOf(unknownLimits, demand).map(({ check, level }) => [check, level])
    expect(levels).toEqual([
      ['files', 'unknown'],
      ['ports', 'unknown'],
      ['cores', 'unknown'],
      ['memory', 'unknown'],
    ])
  })
})

describe('the ceiling of the script', () => {
  const calibration = { ceiling: 3000, measured: 2000, cpuPerIteration: 0.33, utilisation: 0.7, failedShare: 0 }

  it.each([
    [1000, 'ok', /^$/],
    [2500, 'warn', /^--threads 2 /],
    [4000, 'fail', /^--threads 2 /],
    [undefined, 'ok', /^$/],
  ])('for %s/s is %s', (rate, level, mend) => {
    const finding = ceilingFinding(calibration, { ...demand, rate })
    expect(finding.level).toBe(level)
    expect(finding.mend ?? '').toMatch(mend)
  })

  it('is not known when the script needs real answers', () => {
    const finding = ceilingFinding({ ...calibration, ceiling: undefined, failedShare: 0.98 }, demand)
    expect(finding).toMatchObject({ level: 'unknown', text: expect.stringContaining('98 %') as string })
  })
})

it('says what the host does already', () => {
  expect(busyFinding({ total: 0.1, cores: [0.1], steal: 0 }).level).toBe('ok')
  expect(busyFinding({ total: 0.1, cores: [0.1], steal: 0.1 }).level).toBe('warn')
  expect(busyFinding({ total: 0.5, cores: [1, 0], usableBusy: 0.9 }).text).toContain('90 % busy')
  expect(busyFinding(undefined).level).toBe('unknown')
})

describe('the report', () => {
  const findings: Finding[] = [
    { check: 'files', level: 'fail', text: '100 files may be open', mend: 'ulimit -n 65535' },
    { check: 'ports', level: 'ok', text: 'many ports' },
  ]

  it('has a line for each check, with what mends it', () => {
    expect(reportText({ demand, findings, calibration: undefined }).split('\n')).toEqual([
      'can this host make the load: 1,000 VUs, 500 arrivals/s, 1 worker',
      '  fail    files           100 files may be open',
      '                          -> ulimit -n 65535',
      '  ok      ports           many ports',
      'no: 1 thing is in the way',
      '',
    ])
  })

  it('says yes, with or without a but', () => {
    const last = (level: Finding['level']): string | undefined =>
      reportText({ demand, findings: [{ check: 'files', level, text: '' }], calibration: undefined })
        .trim()
        .split('\n')
        .at(-1)
    expect([last('ok'), last('warn')]).toEqual(['yes', 'yes, but 1 thing may be in the way'])
  })

  it('is a document for programs', () => {
    const examination = { demand, findings, calibration: undefined }
    expect(isReady(examination)).toBe(false)
    expect(JSON.parse(reportJson(examination))).toMatchObject({ schema: 'kneepoint.doctor/1', ready: false, findings })
  })
})
