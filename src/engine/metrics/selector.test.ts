import { expect, it } from 'vitest'
import { matches, parseSelector } from './selector.ts'

it.each([
  ['http_reqs', 'http_reqs', []],
  ['http_req_duration{expected_response:true}', 'http_req_duration', [['expected_response', 'true']]],
  [
    'm{ a:1 , b:"x:y" }',
    'm',
    [
      ['a', '1'],
      ['b', 'x:y'],
    ],
  ],
  ['m{}', 'm', []],
])('reads %s', (source, metric, tags) => {
  expect(parseSelector(source)).toEqual({ ok: true, value: { source, metric, tags } })
})

it.each([
  ['m{a:1', "submetric 'm{a:1' must end with its only '}'"],
  ['m{a:1}x}', "submetric 'm{a:1}x}' must end with its only '}'"],
  ['m{a}', "submetric 'm{a}': tag 'a' needs a value, as in key:value"],
])('refuses %s', (source, problem) => {
  expect(parseSelector(source)).toEqual({ ok: false, problems: [problem] })
})

it('matches samples that carry all of its tags', () => {
  const selector = parseSelector('m{a:1,b:2}')
  if (!selector.ok) throw new Error('cannot be')
  expect(
    matches(selector.value, 'm', [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]),
  ).toBe(true)
  expect(matches(selector.value, 'm', [['a', '1']])).toBe(false)
  expect(
    matches(selector.value, 'n', [
      ['a', '1'],
      ['b', '2'],
    ]),
  ).toBe(false)
})
