import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdleVus } from './idle-vus.ts'
import { FakeVu } from './testing/fake-vus.ts'

const some = (count: number): FakeVu[] => Array.from({ length: count }, () => new FakeVu(false))

function idle(order: 'longest-rested' | 'last-used', vus: readonly FakeVu[]): IdleVus {
  const all = new IdleVus(order)
  for (const vu of vus) all.push(vu)
  return all
}

it('takes the VUs in turn, each as it came', () => {
  const vus = some(3)
  const all = idle('longest-rested', vus)
  const taken = [0, 1, 2, 3].map(() => {
    const vu = all.take()
    if (vu !== undefined) all.push(vu)
    return vus.indexOf(vu as FakeVu)
  })
  expect(taken).toEqual([0, 1, 2, 0])
})

it('takes the VU that was used last, as long as it is enough', () => {
  const vus = some(3)
  const all = idle('last-used', vus)
  expect([all.take(), all.take(), all.take(), all.take()]).toEqual([vus[2], vus[1], vus[0], undefined])
})

it('is a queue, however often it is used', () => {
  const step = fc.record({ add: fc.nat(900), take: fc.nat(900) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const all = new IdleVus('longest-rested')
      const queue: FakeVu[] = []
      for (const { add, take } of steps) {
        for (const vu of some(add)) {
          all.push(vu)
          queue.push(vu)
        }
        for (let n = 0; n < take; n += 1) if (all.take() !== queue.shift()) return false
      }
      return true
    }),
    { numRuns: 30 },
  )
})
