import { expect, it } from 'vitest'
import { isThisMachine } from './is-this-machine.ts'

it.each([
  ['http://localhost:8080/', true],
  ['https://api.localhost/', true],
  ['http://127.0.0.1/', true],
  ['http://127.1.2.3:99/', true],
  ['http://[::1]:8080/', true],
  ['http://example.com/', false],
  ['http://10.0.0.1/', false],
  ['http://127.0.0.1.example.com/', false],
  ['http://localhost.example.com/', false],
  ['http://', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isThisMachine(url)).toBe(expected)
})
