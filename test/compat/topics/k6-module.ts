import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** The module k6: groups, sleeping, failing, random numbers. */
export const k6Module: readonly CompatScript[] = [
  topic({
    name: 'groups',
    shared: `import { group, check, sleep, fail } from 'k6'
import exec from 'k6/execution'`,
    options: `thresholds: { 'http_reqs{group:::outer::inner}': [], 'group_duration{group:::outer}': [], 'group_duration{group:::outer::inner}': [] }`,
    cases: {
      'return what their function returns': [`return group('g', () => 42)`, 42],
      'run their function at once': [
        `const seen = []; group('g', () => seen.push('in')); seen.push('after'); return seen`,
        ['in', 'after'],
      ],
      'nest, and are in the tag group': [
        `return group('outer', () => { http.get(T + '/a'); return group('inner', () => { http.get(T + '/b'); return exec.vu.metrics.tags.group }) })`,
        '::outer::inner',
      ],
      'are left when they are over': [
        `group('g', () => 1); http.get(T + '/free'); return exec.vu.metrics.tags.group`,
        '',
      ],
      'are left when their function throws': [
        `try { group('bad', () => { throw new Error('x') }) } catch (e) {} return exec.vu.metrics.tags.group`,
        '',
      ],
      'pass on what their function throws': [`group('bad', () => fail('inner'))`, throws('inner')],
      'need a function': [`group('g')`, throws(/group\(\) requires a callback/)],
      'refuse async functions': [`group('g', async () => 1)`, throws(/group\(\) does not support async functions/)],
      'refuse names with ::': [`group('a::b', () => 1)`, throws('::')],
      'may sleep': [`const from = Date.now(); group('slow', () => sleep(0.1)); return Date.now() - from >= 99`, true],
    },
    promises: {
      'requests have the tag of their group': ({ metrics }) => {
        expect(metrics['http_reqs{group:::outer::inner}']?.['count']).toBe(1)
      },
      'group_duration is measured for each group, inner ones within outer ones': ({ metrics }) => {
        expect(metrics['group_duration']).toHaveProperty('avg')
        expect(metrics['group_duration{group:::outer}']?.['max']).toBeGreaterThanOrEqual(
          metrics['group_duration{group:::outer::inner}']?.['max'] ?? Number.NaN,
        )
      },
      'group_duration knows how long a group took': ({ metrics }) =>
        expect(metrics['group_duration']?.['max']).toBeGreaterThanOrEqual(99),
    },
  }),
  topic({
    name: 'sleep, fail and randomSeed',
    shared: `import { sleep, fail, randomSeed } from 'k6'
import k6 from 'k6'`,
    cases: {
      'sleep waits so many seconds': [
        `const from = Date.now(); sleep(0.2); return [Date.now() - from >= 199, Date.now() - from < 600]`,
        [true, true],
      ],
      'sleep takes 0 and negative numbers': [`sleep(0); sleep(-1); return 'on'`, 'on'],
      'fail throws its message': [`fail('out of stock')`, throws('out of stock')],
      'randomSeed makes Math.random repeatable': [
        `randomSeed(42); const a = [Math.random(), Math.random()]; randomSeed(42); return [a[0] === Math.random(), a[1] === Math.random(), a[0] === a[1]]`,
        [true, true, false],
      ],
      'the default export has every function': [
        `return ['check', 'fail', 'group', 'randomSeed', 'sleep'].map((name) => typeof k6[name])`,
        Array.from({ length: 5 }, () => 'function'),
      ],
    },
  }),
]
