import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

export const checks: readonly CompatScript[] = [
  topic({
    name: 'check',
    shared: `import { check, group } from 'k6'`,
    options: `thresholds: { 'checks{kind:tagged}': [], 'checks{check:ok}': [] }`,
    cases: {
      'returns true when every condition holds': [`return check(7, { ok: (v) => v === 7, big: (v) => v > 1 })`, true],
      'returns false when one condition fails': [`return check(7, { ok: (v) => v === 7, small: (v) => v < 1 })`, false],
      'evaluates every condition, also after one that failed': [
        `const seen = []; check(1, { a: () => { seen.push('a'); return false }, b: () => { seen.push('b'); return true } }); return seen`,
        ['a', 'b'],
      ],
      'hands the value to every condition': [
        `const seen = []; check('v', { a: (v) => seen.push(v), b: (v) => seen.push(v) }); return seen`,
        ['v', 'v'],
      ],
      'takes truthy and falsy results': [
        `return [check(0, { t: () => 'yes' }), check(0, { f: () => '' }), check(0, { z: () => 0 })]`,
        [true, false, false],
      ],
      'takes plain values as conditions': [`return [check(0, { v: true }), check(0, { w: 0 })]`, [true, false]],
      'passes on what a condition throws, after counting it as failed': [
        `check(0, { 'throws': () => { throw new Error('inner') } })`,
        throws('inner'),
      ],
      'accepts tags of its own': [`return check(1, { tagged: () => true }, { kind: 'tagged' })`, true],
      'counts under the group it is called in': [
        `return group('outer', () => group('inner', () => check(1, { deep: () => true })))`,
        true,
      ],
      'takes any object for conditions, each sign of a text too': [`return check(1, 'ab')`, true],
      'counts under a group whose name has a line break': [
        `return group('two\\nlines', () => check(1, { 'in\\nside': () => true }))`,
        true,
      ],
      'refuses names with ::': [`check(1, { 'a::b': () => true })`, throws('::')],
      'refuses async conditions': [`check(1, { later: async () => true })`, throws(/does not support async functions/)],
      'returns true without conditions': [`return check(1, {})`, true],
    },
    promises: {
      'counts passes and fails under each name': ({ root }) => {
        const named = Object.fromEntries(root.checks.map(({ name, passes, fails }) => [name, [passes, fails]]))
        expect(named).toMatchObject({ ok: [2, 0], big: [1, 0], small: [0, 1], t: [1, 0], f: [0, 1], throws: [0, 1] })
      },
      'puts checks of groups in a tree of groups': ({ root }) => {
        const outer = root.groups.find(({ name }) => name === 'outer')
        const [inner] = outer?.groups ?? []
        expect([outer?.path, inner?.path]).toEqual(['::outer', '::outer::inner'])
        expect(inner?.checks).toMatchObject([{ name: 'deep', path: '::outer::inner::deep', passes: 1, fails: 0 }])
      },
      'keeps names apart that have line breaks': ({ root }) => {
        const lines = root.groups.find(({ name }) => name === 'two\nlines')
        expect(lines?.checks).toMatchObject([{ name: 'in\nside', path: '::two\nlines::in\nside', passes: 1 }])
      },
      'tags samples with the name of the check and tags of its own': ({ metrics }) => {
        expect(metrics['checks{check:ok}']).toMatchObject({ rate: 1, passes: 2, fails: 0 })
        expect(metrics['checks{kind:tagged}']).toMatchObject({ rate: 1, passes: 1 })
      },
      'has one sample of checks for each condition': ({ metrics }) => {
        const { passes = 0, fails = 0 } = metrics['checks'] ?? {}
        expect([passes, fails]).toEqual([13, 6])
      },
      'does not fail the run': ({ exitCode }) => expect(exitCode).toBe(0),
    },
  }),
]
