import { describe, expect, it } from 'vitest'
import { AddressRules, type AddressRuleOptions } from './address-rules.ts'

const rules = (options: Partial<AddressRuleOptions>): AddressRules =>
  new AddressRules({ hosts: {}, blockHostnames: [], blacklistIPs: [], ...options })

describe('hosts', () => {
  const hosts = {
    'a.test': '192.0.2.1',
    'a.test:8080': '192.0.2.2:9090',
    '*.test': '192.0.2.3',
    '*.deep.test': '192.0.2.4',
    'six.test': '2001:db8::1',
    'ported.test': '[2001:db8::2]:81',
  }
  it.each([
    ['a.test', 80, '192.0.2.1', undefined],
    ['a.test', 8080, '192.0.2.2', 9090],
    ['b.test', 80, '192.0.2.3', undefined],
    ['b.deep.test', 80, '192.0.2.4', undefined],
    ['six.test', 80, '2001:db8::1', undefined],
    ['ported.test', 80, '2001:db8::2', 81],
  ])('lead %s:%i to %s %s', (hostname, from, address, port) => {
    expect(rules({ hosts }).override(hostname, from)).toEqual({ address, port })
  })

  it('leave other names alone', () => {
    expect(rules({ hosts }).override('example.com', 80)).toBeUndefined()
    expect(rules({ hosts }).override('test', 80)).toBeUndefined()
  })
})

describe('blockHostnames', () => {
  it.each([
    ['a.test', true],
    ['b.wild.test', true],
    ['c.b.wild.test', true],
    ['wild.test', false],
    ['b.test', false],
    ['127.0.0.1', false],
  ])('blocks %s: %s', (hostname, blocked) => {
    const cause = rules({ blockHostnames: ['A.test', '*.wild.test', '127.0.0.1'] }).refuseName(hostname)
    expect(cause?.code).toBe(blocked ? 1111 : undefined)
  })

  it('can block everything', () => {
    expect(rules({ blockHostnames: ['*'] }).refuseName('any.test')?.code).toBe(1111)
  })
})

describe('blacklistIPs', () => {
  it.each([
    ['10.1.2.3', true],
    ['10.255.0.1', true],
    ['11.0.0.1', false],
    ['192.0.2.7', true],
    ['2001:db8::5', true],
    ['2001:db9::5', false],
  ])('blocks %s: %s', (address, blocked) => {
    const list = rules({ blacklistIPs: ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'] })
    expect(list.refuseAddress(address)?.code).toBe(blocked ? 1110 : undefined)
  })
})
