import { expect, it } from 'vitest'
import { checkLittle, responseTime, timeInside, usersFor, usersInside } from './little.ts'

it('is L = X W, read three ways', () => {
  expect(usersInside(400, 50)).toBe(20)
  expect(timeInside(20, 400)).toBe(50)
  expect(responseTime(60, 400, 100)).toBe(50)
})

it('gives the users at saturation: 400/s of 20 ms with 100 ms of thinking take 48', () => {
  expect(usersFor(400, 20, 100)).toBe(48)
})

it('accepts what agrees, and says what does not', () => {
  expect(checkLittle({ users: 20, throughput: 400, timeInside: 51 })).toMatchObject({ isValid: true })
  const lost = checkLittle({ users: 40, throughput: 400, timeInside: 50 })
  expect(lost).toMatchObject({ isValid: false, residual: 0.5 })
  expect(lost.reason).toBe('40 inside at 400/s means 100 ms each, but 50 ms were measured')
})

it('has nothing against nobody', () => {
  expect(checkLittle({ users: 0, throughput: 0, timeInside: 0 }).isValid).toBe(true)
})
