import { expect } from '../expect.ts'
import { type CompatScript, saidAfter, saidBy } from '../compat-script.ts'

/** init, setup, iterations, teardown, and what goes wrong in them. */
export const lifecycle: readonly CompatScript[] = [
  {
    name: 'the life of a test',
    call: {
      source: `import exec from 'k6/execution'
console.log('init ' + __VU)
let count = 0
export const options = { scenarios: { one: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } } }
export function setup() { count += 100; console.log('setup ' + JSON.stringify([__VU, typeof __ITER])); return { list: [1, { deep: true }], when: new Date(0), nothing: undefined, nil: null } }
export default function (data) {
  count += 1
  console.log('iteration ' + JSON.stringify([__VU, __ITER, count, data]))
  data.marks = (data.marks || 0) + 1
}
export function teardown(data) { console.log('teardown ' + JSON.stringify([__VU, count, data])) }`,
    },
    promises: {
      'runs init code once without a VU and once for each VU': (ran) =>
        expect(new Set(saidAfter(ran, 'init '))).toEqual(new Set(['0', '1', '2'])),
      'runs setup once, as VU 0, before all iterations': (ran) => {
        expect(saidAfter(ran, 'setup ')).toEqual(['[0,"undefined"]'])
        const order = saidBy(ran).map((line) => line.split(' ')[0])
        expect(order.indexOf('setup')).toBeLessThan(order.indexOf('iteration'))
      },
      'runs teardown once, after all iterations': (ran) => {
        expect(saidAfter(ran, 'teardown ')).toHaveLength(1)
        const lines = saidBy(ran).map((line) => line.split(' ')[0])
        expect(lines.lastIndexOf('iteration')).toBeLessThan(lines.indexOf('teardown'))
      },
      'hands the result of setup on as JSON': (ran) => {
        const [first = '[]'] = saidAfter(ran, 'iteration [1,0,')
        expect(JSON.parse(`[${first}`)).toEqual([
          1,
          { list: [1, { deep: true }], when: '1970-01-01T00:00:00Z', nothing: null, nil: null },
        ])
      },
      'gives each VU a copy of its own, which it keeps': (ran) => {
        const [second = ''] = saidAfter(ran, 'iteration [2,1,2,')
        expect(JSON.parse(second.slice(0, -1))).toMatchObject({ list: [1, { deep: true }], marks: 1 })
      },
      'gives teardown the result of setup, too, untouched by iterations': (ran) => {
        const [said = '[]'] = saidAfter(ran, 'teardown ')
        const [, , data] = JSON.parse(said) as unknown[]
        expect(data).toMatchObject({ list: [1, { deep: true }] })
        expect(data).not.toHaveProperty('marks')
      },
      'keeps variables of the module apart for each VU': (ran) => {
        const counts = saidAfter(ran, 'iteration ').map((line) => (JSON.parse(line) as number[]).slice(0, 3).join())
        expect(counts.toSorted()).toEqual(['1,0,1', '1,1,2', '2,0,1', '2,1,2'])
      },
    },
  },
  {
    name: 'groups of setup and teardown',
    call: {
      source: `import { check, group } from 'k6'
export function setup() { check(1, { ready: true }); group('accounts', () => check(1, { made: true })) }
export default function () {}
export function teardown() { group('accounts', () => check(1, { gone: true })) }`,
    },
    promises: {
      'are within setup and teardown': ({ root }) => {
        const paths = ({ path, checks, groups }: typeof root): string[] => [
          ...checks.map(({ name }) => `${path}::${name}`),
          ...groups.flatMap(paths),
        ]
        expect(paths(root).toSorted()).toEqual([
          '::setup::accounts::made',
          '::setup::ready',
          '::teardown::accounts::gone',
        ])
      },
    },
  },
  {
    name: 'async lifecycle functions that fail',
    call: { source: `export async function setup() { throw new Error('no data') }\nexport default function () {}` },
    promises: {
      'end the run with 255, as a promise that nobody handled': ({ exitCode, stderr }) => {
        expect(exitCode).toBe(255)
        expect(stderr).toMatch(/Uncaught \(in promise\) Error: no data/)
      },
    },
  },
  {
    name: 'a script without setup',
    call: { source: `export default function (data) { console.log('data ' + typeof data) }` },
    promises: {
      'hands undefined to its iterations': (ran) => expect(saidAfter(ran, 'data ')).toEqual(['undefined']),
      'runs once, with one VU, when it says nothing else': ({ metrics }) =>
        expect(metrics['iterations']?.['count']).toBe(1),
      'ends with 0': ({ exitCode }) => expect(exitCode).toBe(0),
    },
  },
  {
    name: 'noSetup and noTeardown',
    call: {
      source: `export const options = { noSetup: true, noTeardown: true }
export function setup() { console.log('setup') }
export function teardown() { console.log('teardown') }
export default function (data) { console.log('data ' + typeof data) }`,
    },
    promises: {
      'leave both out': (ran) => expect(saidBy(ran)).toEqual(['data undefined']),
    },
  },
  {
    name: 'an exception in an iteration',
    call: {
      source: `export const options = { iterations: 3 }
function deep() { throw new Error('out of tea') }
export default function () {
  console.log('in')
  if (__ITER < 2) deep()
}`,
    },
    promises: {
      'does not end the run': ({ exitCode, ...ran }) => {
        expect(exitCode).toBe(0)
        expect(ran.metrics['iterations']?.['count']).toBe(3)
      },
      'is logged as an error, with its place in the script': ({ logs }) => {
        const errors = logs.filter(({ level }) => level === 'error').map(({ message }) => message)
        expect(errors[0]).toMatch(/Error: out of tea[\s\S]*script\.js:2:/)
        expect(errors[0]).toMatch(/script\.js:5:/)
      },
      'counts in iteration_duration': ({ metrics }) => expect(metrics['iteration_duration']).toHaveProperty('avg'),
    },
  },
  {
    name: 'an exception in setup',
    call: {
      source: `export function setup() { throw new Error('no database') }
export default function () { console.log('iteration') }
export function teardown() { console.log('teardown') }
export function handleSummary() { return { stdout: 'summary all the same' } }`,
    },
    promises: {
      'ends the run with 107': ({ exitCode }) => expect(exitCode).toBe(107),
      'says what was thrown, and where': ({ stderr }) => {
        expect(stderr).toMatch(/Error: no database/)
        expect(stderr).toMatch(/script\.js:1:/)
      },
      'leaves out iterations and teardown': (ran) => expect(saidBy(ran)).toEqual([]),
      'leaves handleSummary in': ({ stdout }) => expect(stdout).toContain('summary all the same'),
    },
  },
  {
    name: 'an exception in teardown',
    call: {
      source: `export default function () {}
export function teardown() { throw new Error('cannot clean up') }`,
    },
    promises: {
      'ends the run with 107': ({ exitCode }) => expect(exitCode).toBe(107),
      'says what was thrown': ({ stderr }) => expect(stderr).toMatch(/cannot clean up/),
      'keeps the results': ({ stdout }) => expect(stdout).toMatch(/iterations/),
    },
  },
  {
    name: 'an exception in init code',
    call: {
      source: `const list = undefined
list.push(1)
export default function () {}`,
    },
    promises: {
      'ends the run with 107': ({ exitCode }) => expect(exitCode).toBe(107),
      'says what and where': ({ stderr }) => {
        expect(stderr).toMatch(/TypeError/)
        expect(stderr).toMatch(/script\.js:2:/)
      },
      'shows no summary': ({ stdout }) => expect(stdout).toBe(''),
    },
  },
  {
    name: 'setupTimeout',
    call: {
      source: `import { sleep } from 'k6'
export const options = { setupTimeout: '1s' }
export function setup() { sleep(100) }
export default function () {}`,
    },
    promises: {
      'ends a run whose setup takes longer with 100': ({ exitCode, stderr }) => {
        expect(stderr).toMatch(/setup\(\)/)
        expect(exitCode).toBe(100)
      },
    },
  },
  {
    name: 'teardownTimeout',
    call: {
      source: `import { sleep } from 'k6'
export const options = { teardownTimeout: '1s' }
export function teardown() { sleep(100) }
export default function () {}`,
    },
    promises: {
      'ends a run whose teardown takes longer with 101': ({ exitCode, stderr }) => {
        expect(stderr).toMatch(/teardown\(\)/)
        expect(exitCode).toBe(101)
      },
    },
  },
  {
    name: 'async lifecycle functions',
    call: {
      source: `export const options = { iterations: 1 }
const soon = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 20))
export async function setup() { return { token: await soon('t') } }
export default async function (data) { console.log('in ' + (await soon(data.token))) }
export async function teardown(data) { console.log('down ' + (await soon(data.token))) }`,
    },
    promises: {
      'are waited for': (ran) => expect(saidBy(ran)).toEqual(['in t', 'down t']),
    },
  },
  {
    name: 'minIterationDuration',
    call: {
      source: `export const options = { iterations: 2, vus: 1, minIterationDuration: '300ms' }
let last = 0
export default function () { console.log('since ' + (Date.now() - last)); last = Date.now() }`,
    },
    promises: {
      'waits for the rest after a short iteration': (ran) => {
        const [, second] = saidAfter(ran, 'since ')
        expect(Number(second)).toBeGreaterThanOrEqual(290)
      },
      'is not part of iteration_duration': ({ metrics }) =>
        expect(metrics['iteration_duration']?.['max']).toBeLessThan(250),
    },
  },
  {
    name: 'functions for scenarios',
    call: {
      source: `export const options = { scenarios: {
  browse: { executor: 'per-vu-iterations', exec: 'browse', env: { KIND: 'reader' }, tags: { team: 'a' } },
  buy: { executor: 'per-vu-iterations', exec: 'buy', startTime: '300ms', env: { KIND: 'buyer' } } },
  thresholds: { 'iterations{team:a}': [], 'iterations{scenario:buy}': [] } }
const started = Date.now()
export function browse() { console.log('browse ' + __ENV.KIND) }
export function buy() { console.log('buy ' + __ENV.KIND) }`,
    },
    promises: {
      'are named by exec; no default is needed': (ran) =>
        expect(saidBy(ran).toSorted()).toEqual(['browse reader', 'buy buyer']),
      'have the environment and tags of their scenario': ({ metrics }) => {
        expect(metrics['iterations{team:a}']?.['count']).toBe(1)
        expect(metrics['iterations{scenario:buy}']?.['count']).toBe(1)
      },
      'begin at their startTime': (ran) => expect(saidBy(ran)).toEqual(['browse reader', 'buy buyer']),
    },
  },
]
