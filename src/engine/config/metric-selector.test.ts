import { expect, it } from 'vitest'
import { problemsOf } from '../../base/result.ts'
import { parseMetricSelector } from './metric-selector.ts'

it.each<[string, string, [string, string][]]>([
  ['http_reqs', 'http_reqs', []],
  ['http_reqs{status:200}', 'http_reqs', [['status', '200']]],
  [
    'm{a:b,c:d}',
    'm',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'm{ a : b , c:"d" }',
    'm',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ["m{'a':'b'}", 'm', [['a', 'b']]],
  ['m{group:::login::form}', 'm', [['group', '::login::form']]],
  ['m{name:http://h/${}/x}', 'm', [['name', 'http://h/${}/x']]],
])('takes %j apart', (source, metric, tags) => {
  expect(parseMetricSelector(source, 't')).toEqual({ ok: true, value: { source, metric, tags } })
})

it.each([
  ['', 't must name a metric'],
  ['m{a:b', 't has a brace without its partner (character 2)'],
  ['m a:b}', 't has a brace without its partner (character 6)'],
  ['m}a:b{', 't has a brace without its partner (character 6)'],
  ['m{a:b}x', 't must end with its closing brace (character 7)'],
  ['m{}', 't must hold tags as name:value, with commas between (character 3)'],
  ['m{a}', 't must hold tags as name:value, with commas between (character 3)'],
  ['m{a:}', 't must hold tags as name:value, with commas between (character 3)'],
  ['m{:b}', 't must hold tags as name:value, with commas between (character 3)'],
  ['m{a:b,}', 't must hold tags as name:value, with commas between (character 7)'],
])('refuses %j', (source, problem) => {
  expect(problemsOf(parseMetricSelector(source, 't'))).toEqual([problem])
})
