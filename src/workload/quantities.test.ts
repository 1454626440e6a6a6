import { expect, it } from 'vitest'
import { readShare, readTime, readTps, readUsers } from './quantities.ts'

it.each([
  ['1s', 1000],
  ['0.5 sec', 500],
  ['200 ms', 200],
  ['1,500ms', 1500],
  ['1m30s', 90_000],
  ['2 min', 120_000],
  ['3초', 3000],
  ['0', 0],
])('reads the time %s', (text, ms) => {
  expect(readTime(text)).toEqual({ ok: true, value: ms })
})

it('reads a bare number in the unit of its column', () => {
  expect(readTime('4.5', 's')).toEqual({ ok: true, value: 4500 })
  expect(readTime('200ms', 's')).toEqual({ ok: true, value: 200 })
})

it.each([
  ['4', 'has no unit: write 4s or 4ms'],
  ['4 parsecs', 'must be a time with its unit, such as 0.5s or 500ms, got 4 parsecs'],
  ['soon', 'must be a time with its unit, such as 0.5s or 500ms, got soon'],
  ['-1s', 'must be 0 or more, got -1s'],
  ['1e3s', 'must be a time with its unit, such as 0.5s or 500ms, got 1e3s'],
])('refuses the time %s', (text, problem) => {
  expect(readTime(text)).toEqual({ ok: false, problems: [problem] })
})

it('refuses a time of 0 where there must be some', () => {
  expect(readTime('0s', undefined, 'above-zero')).toEqual({ ok: false, problems: ['must be more than 0, got 0s'] })
})

it.each([
  ['30', 30],
  ['30/s', 30],
  ['30 TPS', 30],
  ['1800/min', 30],
  ['5,400 / h', 1.5],
])('reads the rate %s', (text, tps) => {
  expect(readTps(text)).toEqual({ ok: true, value: tps })
})

it.each([
  ['0', 'must be more than 0, got 0'],
  ['-3', 'must be more than 0, got -3'],
  ['30 per fortnight', 'must be a number per second, such as 30, 30/s or 1800/min, got 30 per fortnight'],
])('refuses the rate %s', (text, problem) => {
  expect(readTps(text)).toEqual({ ok: false, problems: [problem] })
})

it('reads users and shares', () => {
  expect(readUsers('1,250')).toEqual({ ok: true, value: 1250 })
  expect(readUsers('150 VUs').ok).toBe(false)
  expect(readShare('98%')).toEqual({ ok: true, value: 0.98 })
  expect(readShare('0.98')).toEqual({ ok: true, value: 0.98 })
  expect(readShare('98').ok).toBe(false)
})
