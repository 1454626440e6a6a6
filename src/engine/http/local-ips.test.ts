import { expect, it } from 'vitest'
import { LocalIps } from './local-ips.ts'

const firstOf = (entries: readonly string[], count: number): (string | undefined)[] => {
  const ips = new LocalIps(entries)
  return Array.from({ length: count }, (_, index) => ips.at(index))
}

it.each([
  [['10.0.0.1'], ['10.0.0.1', '10.0.0.1']],
  [['10.0.0.1-10.0.0.3'], ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.1']],
  [['10.0.0.255-10.0.1.0'], ['10.0.0.255', '10.0.1.0', '10.0.0.255']],
  [['10.0.0.0/30'], ['10.0.0.1', '10.0.0.2', '10.0.0.1']],
  [['10.0.0.8/31'], ['10.0.0.8', '10.0.0.9', '10.0.0.8']],
  [
    ['10.0.0.1', '10.0.0.7-10.0.0.8'],
    ['10.0.0.1', '10.0.0.7', '10.0.0.8', '10.0.0.1'],
  ],
  [['fd00::1-fd00::2'], ['fd00:0:0:0:0:0:0:1', 'fd00:0:0:0:0:0:0:2', 'fd00:0:0:0:0:0:0:1']],
  [['fd00:1::0/127'], ['fd00:1:0:0:0:0:0:0', 'fd00:1:0:0:0:0:0:1', 'fd00:1:0:0:0:0:0:0']],
])('%j gives the VUs %j', (entries, expected) => {
  expect(firstOf(entries, expected.length)).toEqual(expected)
})

it('gives nothing where nothing is set', () => {
  expect(new LocalIps([]).at(3)).toBeUndefined()
})

it('copes with more addresses than there are numbers', () => {
  expect(new LocalIps(['fd00::/8']).at(5)).toBe('fd00:0:0:0:0:0:0:5')
})
