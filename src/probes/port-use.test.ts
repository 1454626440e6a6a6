import { expect, it } from 'vitest'
import { isLoopback, portUse } from './port-use.ts'

const use = { destination: '10.0.0.5:80', open: 100, closedInSecond: 40, closedInMinute: 2400, sources: 1 }
const range = { first: 32_768, last: 60_999, reuse: 'never' } as const
const sockets = { inUse: 100, timeWait: 2300 }

it('counts open connections, and closed ones as far as there are any in TIME_WAIT', () => {
  expect(portUse(use, range, sockets)).toEqual({
    destination: '10.0.0.5:80',
    used: 2400,
    timeWait: 2300,
    range: 28_232,
  })
  expect(portUse(use, range, undefined).timeWait).toBe(2400)
})

it('counts ports that may be used again after a second for a second', () => {
  expect(portUse(use, { ...range, reuse: 'always' }, sockets).used).toBe(140)
  expect(portUse(use, { ...range, reuse: 'loopback' }, sockets).used).toBe(2400)
  expect(portUse({ ...use, destination: '127.0.0.1:80' }, { ...range, reuse: 'loopback' }, sockets).used).toBe(140)
})

it('has all ports once for each local address', () => {
  expect(portUse({ ...use, sources: 3 }, range, sockets).range).toBe(84_696)
})

it.each([
  ['127.0.0.1:8080', true],
  ['127.8.0.1:80', true],
  ['[::1]:443', true],
  ['10.0.0.5:80', false],
  ['[fe80::1]:80', false],
])('knows that %s is this machine: %s', (destination, expected) => {
  expect(isLoopback(destination)).toBe(expected)
})
