import { expect } from '../expect.ts'
import { type CompatScript, saidAfter } from '../compat-script.ts'

const show = `import exec from 'k6/execution'
export default function () { const o = exec.test.options; console.log('scenarios ' + JSON.stringify(o.scenarios)); console.log('tags ' + JSON.stringify(o.tags)) }`

const executorOf = (ran: Parameters<typeof saidAfter>[0]): Record<string, unknown> => {
  const [line = '{}'] = saidAfter(ran, 'scenarios ')
  return (JSON.parse(line) as Record<string, Record<string, unknown>>)['default'] ?? {}
}

const layered = (
  name: string,
  call: Partial<CompatScript['call']>,
  expected: Record<string, unknown>,
): CompatScript => ({
  name,
  call: { source: show, ...call },
  promises: {
    [`makes ${String(expected['executor'])}`]: (ran) => expect(executorOf(ran)).toMatchObject(expected),
  },
})

const config = (value: object): Partial<CompatScript['call']> => ({
  files: { 'config.json': JSON.stringify(value) },
  args: ['--config', 'config.json'],
})

/** Options: shortcuts and layers. */
export const options: readonly CompatScript[] = [
  layered('no options', {}, { executor: 'per-vu-iterations' }),
  layered(
    'iterations in the script',
    { source: `${show}\nexport const options = { iterations: 2 }` },
    { executor: 'shared-iterations', iterations: 2 },
  ),
  layered(
    '--iterations and --vus',
    { args: ['-i', '3', '-u', '2'] },
    { executor: 'shared-iterations', iterations: 3, vus: 2 },
  ),
  layered(
    '--duration and --vus',
    {
      args: ['--duration', '1s', '--vus', '1'],
      source: show.replace('console.log', 'if (__ITER > 0) return; console.log'),
    },
    { executor: 'constant-vus', vus: 1, duration: '1s' },
  ),
  layered(
    '--stage',
    { args: ['-s', '1s:1'], source: show.replace('console.log', 'if (__ITER > 0) return; console.log') },
    { executor: 'ramping-vus' },
  ),
  layered('K6_ITERATIONS', { env: { K6_ITERATIONS: '2' } }, { executor: 'shared-iterations', iterations: 2 }),
  layered(
    'a flag over the environment',
    { env: { K6_ITERATIONS: '5' }, args: ['--iterations', '2'] },
    { executor: 'shared-iterations', iterations: 2 },
  ),
  layered(
    'the environment over the script',
    { env: { K6_ITERATIONS: '2' }, source: `${show}\nexport const options = { iterations: 7 }` },
    { iterations: 2, executor: 'shared-iterations' },
  ),
  layered('the config file', config({ iterations: 3 }), { executor: 'shared-iterations', iterations: 3 }),
  layered(
    'the script over the config file',
    { ...config({ iterations: 9 }), source: `${show}\nexport const options = { iterations: 2 }` },
    { executor: 'shared-iterations', iterations: 2 },
  ),
  layered(
    'a flag that overrides the scenarios of the script',
    {
      args: ['-i', '1'],
      source: `${show}\nexport const options = { scenarios: { default: { executor: 'constant-vus', vus: 5, duration: '1h' } } }`,
    },
    { executor: 'shared-iterations', iterations: 1 },
  ),
  {
    name: 'tags of the run',
    call: {
      source: `${show}\nexport const options = { iterations: 1, tags: { a: '1' }, thresholds: { 'iterations{b:2}': [] } }`,
      args: ['--tag', 'b=2'],
    },
    promises: {
      'replace those of lower layers': (ran) => expect(saidAfter(ran, 'tags ')).toEqual(['{"b":"2"}']),
      'are on every sample': ({ metrics }) => expect(metrics['iterations{b:2}']?.['count']).toBe(1),
    },
  },
  {
    name: '__ENV',
    call: {
      source: `export const options = { iterations: 1, scenarios: undefined }
export default function () { console.log('env ' + JSON.stringify([__ENV.FROM_FLAG, __ENV.FROM_PROCESS, __ENV.EMPTY, typeof __ENV.MISSING])); __ENV.MADE = 'x'; console.log('made ' + __ENV.MADE) }`,
      args: ['-e', 'FROM_FLAG=a=b', '--env', 'EMPTY='],
      env: { FROM_PROCESS: 'p' },
    },
    promises: {
      'has what flags give, and the environment of the process': (ran) =>
        expect(saidAfter(ran, 'env ')).toEqual(['["a=b","p","","undefined"]']),
      'can be written to': (ran) => expect(saidAfter(ran, 'made ')).toEqual(['x']),
    },
  },
  {
    name: '--include-system-env-vars=false',
    call: {
      source: `export default function () { console.log('env ' + JSON.stringify([__ENV.FLAG, typeof __ENV.FROM_PROCESS])) }`,
      args: ['--include-system-env-vars=false', '-e', 'FLAG=1'],
      env: { FROM_PROCESS: 'p' },
    },
    promises: {
      'leaves the environment of the process out': (ran) =>
        expect(saidAfter(ran, 'env ')).toEqual(['["1","undefined"]']),
    },
  },
  {
    name: 'options made while the script is read',
    call: {
      source: `export const options = { iterations: Number(__ENV.COUNT) + 1, vus: 1 }
export default function () { console.log('in') }`,
      args: ['-e', 'COUNT=2'],
    },
    promises: { 'may depend on __ENV': (ran) => expect(saidAfter(ran, 'in')).toHaveLength(3) },
  },
  {
    name: 'console',
    call: {
      source: `export const options = { iterations: 1 }
export default function () {
  console.log('log', 1, true, null, undefined); console.info('info'); console.warn('warn'); console.error('error'); console.debug('debug')
  console.log({ a: [1, { b: 'c' }] }); console.log([1, 'two'])
}`,
    },
    promises: {
      'log and info are info; warn and error are themselves; debug is not shown': ({ logs }) =>
        expect(logs.filter(({ source }) => source === 'console').map(({ level, message }) => [level, message])).toEqual(
          [
            ['info', 'log 1 true null undefined'],
            ['info', 'info'],
            ['warning', 'warn'],
            ['error', 'error'],
            ['info', '{ a: [ 1, { b: "c" } ] }'],
            ['info', '[ 1, "two" ]'],
          ],
        ),
    },
  },
  {
    name: '--console-output',
    writes: ['console.txt'],
    call: {
      source: `export default function () { console.log('to the file') }`,
      args: ['--console-output', 'console.txt'],
    },
    promises: {
      'writes what the script logs to a file': ({ written, stderr }) => {
        expect(written['console.txt']).toContain('to the file')
        expect(stderr).not.toContain('to the file')
      },
    },
  },
  {
    name: 'systemTags',
    call: {
      source: `import http from 'k6/http'
export const options = { iterations: 1, systemTags: ['method', 'name'], thresholds: { 'http_reqs{status:200}': [], 'http_reqs{method:GET}': [] } }
export default function () { http.get(__ENV.TARGET) }`,
    },
    promises: {
      'are the only ones there': ({ metrics }) => {
        expect(metrics['http_reqs{method:GET}']?.['count']).toBe(1)
        expect(metrics['http_reqs{status:200}']?.['count'] ?? 0).toBe(0)
      },
    },
  },
  {
    name: 'rps',
    call: {
      source: `import http from 'k6/http'
export const options = { iterations: 6, rps: 10 }
export default function () { http.get(__ENV.TARGET) }`,
    },
    promises: {
      'limits requests per second': ({ metrics }) => {
        expect(metrics['http_reqs']?.['count']).toBe(6)
        expect(metrics['http_reqs']?.['rate']).toBeLessThan(13)
      },
    },
  },
  {
    name: 'userAgent, hosts and noConnectionReuse',
    call: {
      source: `import http from 'k6/http'
const port = /:(\\d+)/.exec(__ENV.TARGET)[1]
export const options = { iterations: 3, userAgent: 'tester/1', hosts: { 'shop.test': '127.0.0.1' }, noConnectionReuse: true }
export default function () { const e = http.get('http://shop.test:' + port + '/in/' + __ENV.TARGET.split('/in/')[1] + '/echo').json(); console.log('seen ' + [e.headers['user-agent'], e.headers.host === 'shop.test:' + port]) }`,
    },
    promises: {
      'are in force': (ran) =>
        expect(saidAfter(ran, 'seen ')).toEqual(['tester/1,true', 'tester/1,true', 'tester/1,true']),
      'noConnectionReuse makes a connection for each request': ({ requests }) =>
        expect(new Set(requests.map(({ connection }) => connection)).size).toBe(3),
    },
  },
  {
    name: 'noVUConnectionReuse',
    call: {
      source: `import http from 'k6/http'
export const options = { iterations: 2, noVUConnectionReuse: true }
export default function () { http.get(__ENV.TARGET); http.get(__ENV.TARGET) }`,
    },
    promises: {
      'makes a connection for each iteration': ({ requests }) =>
        expect(new Set(requests.map(({ connection }) => connection)).size).toBe(2),
    },
  },
  ...Object.entries({
    'iterations and duration of stages together': [
      `{ duration: '1s', stages: [{ duration: '1s', target: 1 }] }`,
      /duration|stages/,
    ],
    'an executor that is none': [
      `{ scenarios: { a: { executor: 'constant-vu', vus: 1, duration: '1s' } } }`,
      /constant-vu/,
    ],
    'a scenario without executor': [`{ scenarios: { a: { vus: 1 } } }`, /executor/],
    'an unknown key of a scenario': [
      `{ scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '1s', vuss: 2 } } }`,
      /vuss/,
    ],
    'a duration that is none': [`{ duration: 'soon' }`, /soon/],
    'no VUs': [`{ scenarios: { a: { executor: 'constant-vus', vus: 0, duration: '1s' } } }`, /vus/i],
    'fewer iterations than VUs': [
      `{ scenarios: { a: { executor: 'shared-iterations', vus: 3, iterations: 2 } } }`,
      /iterations/,
    ],
    'an arrival rate of 0': [
      `{ scenarios: { a: { executor: 'constant-arrival-rate', rate: 0, duration: '1s', preAllocatedVUs: 1 } } }`,
      /rate/,
    ],
    'an arrival rate without preAllocatedVUs': [
      `{ scenarios: { a: { executor: 'constant-arrival-rate', rate: 1, duration: '1s' } } }`,
      /preAllocatedVUs|maxVUs/,
    ],
    'a scenario name with a space': [`{ scenarios: { 'a b': { executor: 'per-vu-iterations' } } }`, /a b/],
    'a duration that is too short': [
      `{ scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '10ms' } } }`,
      /duration/,
    ],
  } as const).map(
    ([name, [value, says]]): CompatScript => ({
      name: `options with ${name}`,
      call: { source: `export const options = ${value}\nexport default function () { console.log('ran') }` },
      promises: {
        'are refused with 104, and nothing runs': (ran) => {
          expect(ran.stderr).toMatch(says)
          expect(ran.exitCode).toBe(104)
          expect(saidAfter(ran, 'ran')).toEqual([])
        },
      },
    }),
  ),
]
