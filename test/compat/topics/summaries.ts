import { expect } from '../expect.ts'
import type { CompatScript, Ran } from '../compat-script.ts'

interface Data {
  readonly root_group: {
    readonly name: string
    readonly id: string
    readonly checks: readonly object[]
    readonly groups: readonly object[]
  }
  readonly options: object
  readonly state: { readonly testRunDurationMs: number; readonly isStdOutTTY: boolean }
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly type: string
        readonly contains: string
        readonly values: Record<string, number>
        readonly thresholds?: object
      }
    >
  >
  readonly setup_data: unknown
}
const dataOf = (ran: Ran): Data => JSON.parse(ran.written['data.json'] ?? '{}') as Data

const body = `import http from 'k6/http'
import { check, group } from 'k6'
import { Counter, Gauge, Rate, Trend } from 'k6/metrics'
const counter = new Counter('my_counter'), gauge = new Gauge('my_gauge'), rate = new Rate('my_rate'), time = new Trend('my_time', true)
export function setup() { return { token: 't' } }
export default function () {
  counter.add(3); gauge.add(7); rate.add(1); rate.add(0); for (let i = 1; i <= 5; i += 1) time.add(i)
  check(1, { right: () => true, wrong: () => false })
  group('g', () => check(1, { inner: () => true }))
}
`

/** handleSummary and the summary at the end. */
export const summaries: readonly CompatScript[] = [
  {
    name: 'handleSummary',
    writes: ['data.json', 'folder/other.txt'],
    call: {
      files: { 'folder/keep': '' },
      source: `${body}
export const options = { iterations: 2, thresholds: { my_counter: ['count>5', 'count>100'] }, summaryTrendStats: ['min', 'med', 'max', 'p(75)', 'count'] }
export function handleSummary(data) {
  return { 'data.json': JSON.stringify(data), 'folder/other.txt': 'text', stdout: 'to stdout\\n', stderr: 'to stderr\\n' }
}`,
    },
    promises: {
      'writes the files it returns': ({ written }) => expect(written['folder/other.txt']).toBe('text'),
      'writes to stdout and stderr': ({ stdout, stderr }) => {
        expect(stdout).toContain('to stdout')
        expect(stderr).toContain('to stderr')
      },
      'takes the place of the summary': ({ stdout }) => expect(stdout).not.toMatch(/TOTAL RESULTS/),
      'gets counters': (ran) =>
        expect(dataOf(ran).metrics['my_counter']).toMatchObject({
          type: 'counter',
          contains: 'default',
          values: { count: 6 },
        }),
      'gets gauges': (ran) =>
        expect(dataOf(ran).metrics['my_gauge']).toEqual({
          type: 'gauge',
          contains: 'default',
          values: { value: 7, min: 7, max: 7 },
        }),
      'gets rates': (ran) =>
        expect(dataOf(ran).metrics['my_rate']).toEqual({
          type: 'rate',
          contains: 'default',
          values: { rate: 0.5, passes: 2, fails: 2 },
        }),
      'gets trends with the statistics that were asked for': (ran) => {
        const { type, contains, values } = dataOf(ran).metrics['my_time'] ?? { type: '', contains: '', values: {} }
        // Go's maps have no order.
        expect(new Set(Object.keys(values))).toEqual(new Set(['min', 'med', 'max', 'p(75)', 'count']))
        expect([type, contains]).toEqual(['trend', 'time'])
        expect(values).toMatchObject({ min: 1, max: 5, count: 10 })
        expect(values['med']).toBeCloseTo(3, 1)
      },
      'gets thresholds, each with whether it is met': (ran) =>
        expect(dataOf(ran).metrics['my_counter']?.thresholds).toEqual({
          'count>5': { ok: true },
          'count>100': { ok: false },
        }),
      'gets groups and checks': (ran) => {
        const { name, id, checks, groups } = dataOf(ran).root_group
        expect([name, id]).toEqual(['', 'd41d8cd98f00b204e9800998ecf8427e'])
        expect(checks).toMatchObject([
          { name: 'right', path: '::right', passes: 2, fails: 0 },
          { name: 'wrong', path: '::wrong', passes: 0, fails: 2 },
        ])
        expect(groups).toMatchObject([{ name: 'g', path: '::g', groups: [], checks: [{ name: 'inner', passes: 2 }] }])
      },
      'gets options, state and the result of setup': (ran) => {
        const { options, state, setup_data } = dataOf(ran)
        expect(options).toMatchObject({
          summaryTrendStats: ['min', 'med', 'max', 'p(75)', 'count'],
          summaryTimeUnit: '',
          noColor: expect.any(Boolean),
        })
        expect(state).toMatchObject({ isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: expect.any(Number) })
        expect(setup_data).toEqual({ token: 't' })
      },
      'gets k6’s metrics only': (ran) => expect(Object.keys(dataOf(ran).metrics)).not.toContain('iterations_started'),
      'does not change the exit code': ({ exitCode }) => expect(exitCode).toBe(99),
    },
  },
  {
    name: 'handleSummary that throws',
    call: {
      source: `export default function () {}\nexport function handleSummary() { throw new Error('no summary today') }`,
    },
    promises: {
      'is logged, and the usual summary is shown': ({ stdout, stderr }) => {
        expect(stderr).toMatch(/no summary today/)
        expect(stdout).toMatch(/iterations/)
      },
    },
  },
  {
    name: 'handleSummary that returns nothing',
    call: { source: `export default function () {}\nexport function handleSummary() {}` },
    promises: {
      'leaves the usual summary': ({ stdout }) => expect(stdout).toMatch(/iterations/),
    },
  },
  {
    name: 'handleSummary with an ArrayBuffer',
    writes: ['bytes'],
    call: {
      source: `export default function () {}\nexport function handleSummary() { return { bytes: new Uint8Array([104, 105]).buffer } }`,
    },
    promises: { 'writes the bytes': ({ written }) => expect(written['bytes']).toBe('hi') },
  },
  {
    name: '--summary-export',
    writes: ['export.json'],
    call: {
      source: `${body}\nexport const options = { thresholds: { my_counter: ['count>100'] } }`,
      args: ['--summary-export', 'export.json'],
    },
    promises: {
      'writes values flat, and checks by name': ({ written }) => {
        const { metrics, root_group } = JSON.parse(written['export.json'] ?? '{}') as {
          metrics: Record<string, object>
          root_group: object
        }
        expect(metrics['my_counter']).toMatchObject({ count: 3, thresholds: { 'count>100': true } })
        expect(metrics['my_rate']).toMatchObject({ value: 0.5, passes: 1, fails: 1 })
        expect(root_group).toMatchObject({
          checks: { right: { passes: 1, fails: 0 } },
          groups: { g: { checks: { inner: { passes: 1 } } } },
        })
      },
    },
  },
  {
    name: 'the summary',
    call: { source: body },
    promises: {
      'is on stdout, in k6’s order': ({ stdout }) => {
        expect(stdout).toMatch(
          /TOTAL RESULTS[\s\S]*checks_total[\s\S]*CUSTOM[\s\S]*my_counter[\s\S]*EXECUTION[\s\S]*iterations/,
        )
      },
      'sums up checks': ({ stdout }) => {
        expect(stdout).toMatch(/checks_total\.+: 3/)
        expect(stdout).toMatch(/checks_succeeded\.+: 66\.66% 2 out of 3/)
        expect(stdout).toMatch(/checks_failed\.+: 33\.33% 1 out of 3/)
      },
      'lists each check': ({ stdout }) => {
        expect(stdout).toMatch(/✓ right/)
        expect(stdout).toMatch(/✗ wrong\n\s+↳ {2}0% — ✓ 0 \/ ✗ 1/)
      },
      'shows times with a unit': ({ stdout }) =>
        expect(stdout).toMatch(/my_time\.+: avg=3ms +min=1ms +med=3ms +max=5ms/),
    },
  },
  {
    name: '--summary-mode=disabled',
    call: { source: `export default function () {}`, args: ['--summary-mode=disabled'] },
    promises: { 'shows no summary': ({ stdout }) => expect(stdout).not.toMatch(/iterations/) },
  },
  {
    name: '--summary-time-unit and --summary-trend-stats',
    call: { source: body, args: ['--summary-time-unit=us', '--summary-trend-stats=max,p(50)'] },
    promises: {
      'decide how trends are shown': ({ stdout }) =>
        expect(stdout).toMatch(/my_time\.+: max=5000\.00µs +p\(50\)=(2999|3000)\.\d\dµs/),
    },
  },
]
