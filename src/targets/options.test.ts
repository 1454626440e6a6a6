import { expect, it } from 'vitest'
import { choice, count, duration, rate, rates, readOptions, share } from './options.ts'

const table = {
  servers: count(8, 'servers'),
  serviceTime: duration(20, 'time'),
  cost: share(0.2, 'cost'),
  growth: share(0, 'growth', 'zero'),
  refill: rate(300, 'refill'),
  backends: rates([100, 60], 'backends'),
  law: choice(['det', 'exp'], 'law'),
}
const defaults = { servers: 8, serviceTime: 20, cost: 0.2, growth: 0, refill: 300, backends: [100, 60], law: 'det' }

it.each([
  [{}, {}],
  [
    { servers: '4', 'service-time': '1.5s' },
    { servers: 4, serviceTime: 1500 },
  ],
  [
    { servers: 4, serviceTime: 0.5 },
    { servers: 4, serviceTime: 0.5 },
  ],
  [
    { cost: '0.5', growth: '0', refill: '12.5' },
    { cost: 0.5, growth: 0, refill: 12.5 },
  ],
  [
    { backends: '100, 60,140', law: 'exp' },
    { backends: [100, 60, 140], law: 'exp' },
  ],
  [{ backends: [1, 2] }, { backends: [1, 2] }],
])('reads %j', (given, expected) => {
  expect(readOptions(table, given)).toEqual({ ok: true, value: { ...defaults, ...expected } })
})

it('reports every problem at once, with a near miss for a name nobody knows', () => {
  const given = {
    servers: '2.5',
    'serivce-time': '20ms',
    law: 'normal',
    backends: '1,,2',
    cost: '1',
    'service-time': '0',
  }
  expect(readOptions(table, given)).toEqual({
    ok: false,
    problems: [
      '--serivce-time is not an option of this target; did you mean "--service-time"?',
      '--servers must be a whole number from 1, got "2.5"',
      '--service-time must be a duration above 0 such as 20ms or 1.5s, got "0"',
      '--cost must be a share above 0 and below 1, such as 0.2, got "1"',
      '--backends must be numbers per second above 0 with commas between, such as 100,60,140, got "1,,2"',
      '--law must be one of det, exp, got "normal"',
    ],
  })
})

it.each(['', ' ', 'x', '-1', 'Infinity', 'NaN'])('takes "%s" for no count', (text) => {
  expect(readOptions(table, { servers: text }).ok).toBe(false)
})
