import { expect } from '../expect.ts'
import { type CompatScript, saidAfter } from '../compat-script.ts'

const scenario = (fields: string, body = ''): CompatScript['call'] => ({
  source: `import exec from 'k6/execution'
import { sleep } from 'k6'
export const options = { scenarios: { it: { ${fields} } } }
export default function () { console.log('at ' + exec.instance.currentTestRunDuration + ' ' + __VU + ' ' + __ITER); ${body} }`,
})
const timesOf = (ran: Parameters<typeof saidAfter>[0]): number[] =>
  saidAfter(ran, 'at ')
    .map((line) => Number(line.split(' ')[0]))
    .toSorted((a, b) => a - b)
const vusOf = (ran: Parameters<typeof saidAfter>[0]): Set<string> =>
  new Set(saidAfter(ran, 'at ').map((line) => line.split(' ')[1] ?? ''))

/** The executors, each by what it starts when. */
export const executors: readonly CompatScript[] = [
  {
    name: 'shared-iterations',
    call: scenario(`executor: 'shared-iterations', vus: 3, iterations: 10`, 'sleep(0.02)'),
    promises: {
      'does the iterations together': ({ metrics }) => expect(metrics['iterations']?.['count']).toBe(10),
      'uses all VUs': (ran) => expect(vusOf(ran).size).toBe(3),
    },
  },
  {
    name: 'shared-iterations with maxDuration',
    call: scenario(
      `executor: 'shared-iterations', vus: 1, iterations: 100, maxDuration: '1s', gracefulStop: '0s'`,
      'sleep(0.3)',
    ),
    promises: {
      'ends in time and drops the rest': ({ metrics }) => {
        const done = metrics['iterations']?.['count'] ?? 0
        expect(done).toBe(3)
        expect(metrics['dropped_iterations']?.['count']).toBe(96)
      },
    },
  },
  {
    name: 'per-vu-iterations',
    call: scenario(`executor: 'per-vu-iterations', vus: 3, iterations: 4`),
    promises: {
      'does so many in each VU': (ran) => {
        const lines = saidAfter(ran, 'at ').map((line) => line.split(' ').slice(1).join(':'))
        expect(lines.toSorted()).toEqual([
          '1:0',
          '1:1',
          '1:2',
          '1:3',
          '2:0',
          '2:1',
          '2:2',
          '2:3',
          '3:0',
          '3:1',
          '3:2',
          '3:3',
        ])
      },
    },
  },
  {
    name: 'constant-vus',
    call: scenario(`executor: 'constant-vus', vus: 3, duration: '1s'`, 'sleep(0.2)'),
    promises: {
      'keeps so many VUs busy for so long': (ran) => {
        expect(vusOf(ran).size).toBe(3)
        expect(ran.metrics['iterations']?.['count']).toBeGreaterThanOrEqual(12)
        expect(ran.metrics['iterations']?.['count']).toBeLessThanOrEqual(15)
      },
      'starts nothing after its time': (ran) => expect(timesOf(ran).at(-1)).toBeLessThan(1100),
    },
  },
  {
    name: 'gracefulStop',
    call: scenario(`executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '2s'`, 'sleep(0.7)'),
    promises: {
      'lets iterations in flight end': ({ metrics }) => expect(metrics['iterations']?.['count']).toBe(2),
    },
  },
  {
    name: 'gracefulStop of 0',
    call: scenario(`executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s'`, 'sleep(5)'),
    promises: {
      'interrupts iterations in flight, which do not count': (ran) => {
        expect(ran.metrics['iterations']?.['count'] ?? 0).toBe(0)
      },
      'ends with 0': ({ exitCode }) => expect(exitCode).toBe(0),
    },
  },
  {
    name: 'ramping-vus',
    call: scenario(
      `executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '500ms', target: 4 }, { duration: '500ms', target: 4 }, { duration: '500ms', target: 0 }], gracefulRampDown: '0s'`,
      'sleep(0.1)',
    ),
    promises: {
      'goes up to its target': (ran) => expect(vusOf(ran).size).toBe(4),
      'begins slowly': (ran) => expect(timesOf(ran).filter((at) => at < 120).length).toBeLessThanOrEqual(1),
      'knows the most VUs': ({ metrics }) => expect(metrics['vus_max']?.['max']).toBe(4),
    },
  },
  {
    name: 'ramping-vus that jumps',
    call: scenario(
      `executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '300ms', target: 1 }, { duration: '0s', target: 5 }, { duration: '300ms', target: 5 }]`,
      'sleep(0.2)',
    ),
    promises: {
      'changes at once in a stage of no duration': (ran) => {
        const times = timesOf(ran)
        expect(times.filter((at) => at < 290).length).toBeLessThanOrEqual(2)
        expect(times.filter((at) => at >= 290 && at < 420).length).toBeGreaterThanOrEqual(4)
      },
    },
  },
  {
    name: 'constant-arrival-rate',
    call: scenario(`executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '1s', preAllocatedVUs: 5`),
    promises: {
      'starts so many, evenly, the first at once': (ran) => {
        const times = timesOf(ran)
        // Whether the one that is due at the very end comes is a race in k6.
        expect([20, 21]).toContain(times.length)
        expect(times[0]).toBeLessThan(45)
        expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(850)
      },
      'drops none': ({ metrics }) => expect(metrics['dropped_iterations']?.['count'] ?? 0).toBe(0),
    },
  },
  {
    name: 'constant-arrival-rate without enough VUs',
    call: scenario(
      `executor: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 1, maxVUs: 2, gracefulStop: '2s'`,
      'sleep(1.5)',
    ),
    promises: {
      'drops what no VU is free for': ({ metrics }) => {
        expect(metrics['iterations']?.['count']).toBe(2)
        expect(metrics['dropped_iterations']?.['count']).toBeGreaterThanOrEqual(7)
      },
      'says so': ({ stderr }) => expect(stderr).toMatch(/Insufficient VUs, reached 2 active VUs/),
    },
  },
  {
    name: 'ramping-arrival-rate',
    call: scenario(
      `executor: 'ramping-arrival-rate', startRate: 0, timeUnit: '1s', stages: [{ duration: '1s', target: 20 }, { duration: '1s', target: 20 }], preAllocatedVUs: 5`,
    ),
    promises: {
      'starts as many as the area under its ramp': (ran) => {
        const count = timesOf(ran).length
        expect(count).toBeGreaterThanOrEqual(29)
        expect(count).toBeLessThanOrEqual(30)
      },
      // The n-th falls where the integral is n: the first at sqrt(2 / 20) = 316 ms.
      'starts the first where the integral is 1': (ran) => {
        expect(timesOf(ran)[0]).toBeGreaterThanOrEqual(310)
        expect(timesOf(ran)[0]).toBeLessThan(450)
      },
    },
  },
  {
    name: 'timeUnit',
    call: scenario(`executor: 'constant-arrival-rate', rate: 5, timeUnit: '500ms', duration: '1s', preAllocatedVUs: 3`),
    promises: { 'is the time for which the rate is': (ran) => expect([10, 11]).toContain(timesOf(ran).length) },
  },
  {
    name: 'externally-controlled',
    notForK6: 'it has this executor no more',
    call: scenario(`executor: 'externally-controlled', vus: 2, maxVUs: 4, duration: '1s'`, 'sleep(0.2)'),
    promises: {
      'begins with its VUs and ends after its duration': (ran) => {
        expect(vusOf(ran).size).toBe(2)
        expect(ran.exitCode).toBe(0)
      },
    },
  },
  {
    name: 'many scenarios',
    call: {
      threads: 2,
      source: `export const options = { scenarios: {
  a: { executor: 'constant-vus', vus: 2, duration: '1s', exec: 'a' },
  b: { executor: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 2, exec: 'b' },
  c: { executor: 'shared-iterations', vus: 1, iterations: 3, exec: 'c', startTime: '500ms' } },
  thresholds: { 'iterations{scenario:a}': [], 'iterations{scenario:b}': [], 'iterations{scenario:c}': [] } }
import { sleep } from 'k6'
export function a() { sleep(0.25) }
export function b() {}
export function c() {}`,
    },
    promises: {
      'run side by side, each by its own plan': ({ metrics }) => {
        expect(metrics['iterations{scenario:a}']?.['count']).toBe(8)
        expect([10, 11]).toContain(metrics['iterations{scenario:b}']?.['count'])
        expect(metrics['iterations{scenario:c}']?.['count']).toBe(3)
      },
    },
  },
  {
    name: 'an execution segment',
    call: {
      source: `import exec from 'k6/execution'
import { sleep } from 'k6'
export const options = { vus: 4, iterations: 8 }
export default function () { console.log('at ' + exec.vu.idInTest); sleep(0.1) }`,
      args: ['--execution-segment', '0:1/2', '--execution-segment-sequence', '0,1/2,1'],
    },
    promises: {
      'does its share of the whole': ({ metrics }) => {
        expect(metrics['iterations']?.['count']).toBe(4)
      },
      'has its share of the VUs': (ran) => expect(new Set(saidAfter(ran, 'at ')).size).toBe(2),
    },
  },
]
