import { expect, it } from 'vitest'
import { backendHeader, backendPattern, connectionMaxAge } from './balance-flags.ts'

it('takes a header in any case, a regular expression and a time', () => {
  expect(backendHeader.read(['X-Pod'], '--backend-header')).toEqual({ ok: true, value: 'x-pod' })
  expect(backendPattern.read(['^web-(.*)'], '--backend-pattern')).toEqual({ ok: true, value: '^web-(.*)' })
  expect(connectionMaxAge.read(['10s'], '--connection-max-age')).toEqual({ ok: true, value: 10_000 })
})

it.each([
  [backendHeader, 'X Pod', '--backend-header must be the name of a response header such as X-Pod, got "X Pod"'],
  [backendPattern, '(', '--backend-pattern must be a regular expression: '],
  [backendPattern, '', '--backend-pattern must be a regular expression, got none'],
  [connectionMaxAge, '0s', '--connection-max-age must be more than 0'],
] as const)('says what is wrong with %j', (flag, text, problem) => {
  const read = flag.read([text], `--${flag.name}`)
  expect(read.ok ? '' : read.problems.join()).toContain(problem)
})
