import { expect } from '../expect.ts'
import { type CompatScript, saidAfter } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** k6/execution: what a script knows of the run and of its VU. */
export const execution: readonly CompatScript[] = [
  topic({
    name: 'k6/execution',
    shared: `import exec from 'k6/execution'
import { scenario, vu } from 'k6/execution'
let early = {}
for (const [part, member] of [['scenario', 'name'], ['instance', 'vusActive'], ['vu', 'idInTest'], ['test', 'options']]) {
  try { early[part] = exec[part][member] } catch (e) { early[part] = e.message }
}`,
    options: `tags: { run: 'one' }, thresholds: { 'http_reqs{mine:yes}': [] }`,
    cases: {
      'scenario has name and executor': [
        `return [exec.scenario.name, exec.scenario.executor]`,
        ['default', 'shared-iterations'],
      ],
      'scenario counts iterations': [
        `return [exec.scenario.iterationInTest, exec.scenario.iterationInInstance]`,
        [1, 1],
      ],
      'scenario knows when it began, in ms': [
        `return [Math.abs(Date.now() - exec.scenario.startTime) < 60000, exec.scenario.progress >= 0 && exec.scenario.progress <= 1]`,
        [true, true],
      ],
      'instance counts VUs': [`return [exec.instance.vusActive, exec.instance.vusInitialized]`, [1, 1]],
      'instance counts iterations': [
        `return [exec.instance.iterationsCompleted, exec.instance.iterationsInterrupted]`,
        [4, 0],
      ],
      'instance knows how long the run is on, in ms': [`return exec.instance.currentTestRunDuration > 0`, true],
      'vu has its numbers': [`return [exec.vu.idInTest, exec.vu.idInInstance, __VU]`, [1, 1, 1]],
      'vu counts its iterations': [
        `return [exec.vu.iterationInInstance, exec.vu.iterationInScenario, __ITER]`,
        [7, 7, 7],
      ],
      'vu.tags has the tags of the run': [`return exec.vu.tags.run`, 'one'],
      'vu.metrics.tags can be set': [
        `exec.vu.metrics.tags.mine = 'yes'; http.get(T + '/x'); return exec.vu.tags.mine`,
        'yes',
      ],
      'vu.metrics.tags that are set last for this VU': [`return exec.vu.metrics.tags.mine`, 'yes'],
      'vu.metrics.tags can be deleted': [
        `delete exec.vu.metrics.tags.mine; return 'mine' in exec.vu.metrics.tags`,
        false,
      ],
      'vu.metrics.tags takes numbers and booleans as text': [
        `exec.vu.metrics.tags.n = 3; exec.vu.metrics.tags.b = true; return [exec.vu.metrics.tags.n, exec.vu.metrics.tags.b]`,
        ['3', 'true'],
      ],
      'vu.metrics.tags takes no objects': [`exec.vu.metrics.tags.o = {}`, throws(/only String, Boolean and Number/)],
      'vu.metrics.metadata can be set': [
        `exec.vu.metrics.metadata.trace = 'abc'; return exec.vu.metrics.metadata.trace`,
        'abc',
      ],
      'test.options holds what is in force': [
        `const { scenarios, tags, maxRedirects } = exec.test.options; return [Object.keys(scenarios), scenarios.default.executor, tags]`,
        [['default'], 'shared-iterations', { run: 'one' }],
      ],
      'test.options cannot be changed': [
        `'use strict'; exec.test.options.tags.run = 'two'; return exec.test.options.tags.run`,
        throws(/./),
      ],
      'its parts are named exports too': [`return [scenario.name, vu.idInTest]`, ['default', 1]],
      'its parts cannot be read in init code': [
        `return [early.scenario, early.instance, early.vu, early.test]`,
        [
          expect.stringMatching(/outside of the VU context/),
          expect.stringMatching(/init context/),
          expect.stringMatching(/init context/),
          expect.stringMatching(/init context/),
        ],
      ],
    },
    promises: {
      'tags set on a VU are on its samples': ({ metrics }) => expect(metrics['http_reqs{mine:yes}']?.['count']).toBe(1),
    },
  }),
  {
    name: 'exec.test.abort',
    call: {
      source: `import exec from 'k6/execution'
export const options = { iterations: 5 }
export default function () {
  console.log('iteration ' + __ITER)
  try { if (__ITER === 1) exec.test.abort('enough'); } catch { console.log('caught') } finally { console.log('finally ' + __ITER) }
}
export function teardown() { console.log('torn down') }`,
    },
    promises: {
      'ends the run with code 108': ({ exitCode }) => expect(exitCode).toBe(108),
      'cannot be caught, and runs no code after it': (ran) => {
        expect(saidAfter(ran, 'caught')).toEqual([])
        expect(saidAfter(ran, 'finally ')).toEqual(['0'])
      },
      'starts no iteration after it': (ran) => expect(saidAfter(ran, 'iteration ')).toEqual(['0', '1']),
      'runs teardown all the same': (ran) => expect(saidAfter(ran, 'torn down')).toHaveLength(1),
      'says why': ({ stderr }) => expect(stderr).toMatch(/test aborted: enough/),
      'has the results up to then': ({ metrics }) => expect(metrics['iterations']?.['count']).toBeGreaterThanOrEqual(1),
    },
  },
  {
    name: 'exec.test.abort in init code',
    call: {
      source: `import exec from 'k6/execution'
exec.test.abort('not today')
export default function () {}`,
    },
    promises: {
      'ends the run with code 108': ({ exitCode }) => expect(exitCode).toBe(108),
      'says why': ({ stderr }) => expect(stderr).toMatch(/test aborted: not today/),
    },
  },
  {
    name: 'exec.test.abort in setup',
    call: {
      source: `import exec from 'k6/execution'
export function setup() { exec.test.abort('no data') }
export default function () { console.log('iteration') }`,
    },
    promises: {
      'ends the run with code 108': ({ exitCode }) => expect(exitCode).toBe(108),
      'runs no iteration': (ran) => expect(saidAfter(ran, 'iteration')).toEqual([]),
    },
  },
  {
    name: 'exec.test.fail',
    call: {
      source: `import exec from 'k6/execution'
export const options = { iterations: 3 }
export default function () { console.log('iteration ' + __ITER); if (__ITER === 0) exec.test.fail('broken'); }`,
    },
    promises: {
      'ends the run with code 110, after all of it': ({ exitCode, metrics }) => {
        expect(exitCode).toBe(110)
        expect(metrics['iterations']?.['count']).toBe(3)
      },
      'says why': ({ stderr }) => expect(stderr).toMatch(/test marked as failed: broken/),
    },
  },
  {
    name: 'numbers of VUs and iterations',
    call: {
      threads: 2,
      source: `import exec from 'k6/execution'
import { sleep } from 'k6'
export const options = { vus: 4, iterations: 12 }
export default function () { console.log('at ' + JSON.stringify([exec.vu.idInTest, exec.scenario.iterationInTest])); sleep(0.05) }`,
    },
    promises: {
      'every iteration of the test has a number of its own': (ran) => {
        const numbers = saidAfter(ran, 'at ').map((line) => (JSON.parse(line) as number[])[1] ?? -1)
        expect(numbers.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      },
      'every VU has a number of its own, from 1': (ran) => {
        const ids = new Set(saidAfter(ran, 'at ').map((line) => (JSON.parse(line) as number[])[0] ?? -1))
        expect([...ids].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
      },
    },
  },
  {
    name: 'numbers of the VUs of several scenarios',
    call: {
      threads: 1,
      source: `import exec from 'k6/execution'
const both = { executor: 'per-vu-iterations', vus: 2, iterations: 1 }
export const options = { scenarios: { a: both, b: both, more: { ...both, vus: 3 } } }
export default function () { console.log('at ' + exec.scenario.name + exec.vu.idInTest) }`,
    },
    promises: {
      'are dealt in turn to those that begin together': (ran) =>
        expect(saidAfter(ran, 'at ').toSorted()).toEqual(['a1', 'a4', 'b2', 'b5', 'more3', 'more6', 'more7']),
    },
  },
]
