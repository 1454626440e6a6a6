import { expect, it } from 'vitest'
import { inFlightLimit, openFilesOf, portsOf } from './machine-limits.ts'

it('reads how many files and ports there are', () => {
  expect(openFilesOf('Limit  Soft\nMax open files            1024                 524288               files\n')).toBe(
    1024,
  )
  expect(openFilesOf('Max open files            unlimited            unlimited            files')).toBeUndefined()
  expect(portsOf('32768\t60999\n')).toBe(28_232)
})

it('knows no limit where the system does not say', () => {
  expect(openFilesOf('')).toBeUndefined()
  expect(portsOf('')).toBeUndefined()
  expect(inFlightLimit()).toBeGreaterThan(0)
})
