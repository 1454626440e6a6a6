import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Alarm, AlarmHeap } from './alarm-heap.ts'

const byTime = (a: Alarm, b: Alarm): number => a.at - b.at || a.order - b.order

it('hands out what was added and not removed, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(20), removed: fc.boolean() })), (plan) => {
      const heap = new AlarmHeap()
      const alarms = plan.map(({ at }, order): Alarm => ({ at, order, ring: () => {}, slot: -1 }))
      for (const alarm of alarms) heap.add(alarm)
      for (const [index, { removed }] of plan.entries()) if (removed) heap.remove(alarms[index]!)
      const seen: Alarm[] = []
      for (let next = heap.first; next !== undefined; next = heap.first) {
        heap.remove(next)
        seen.push(next)
      }
      expect(seen).toEqual(alarms.filter((_, index) => !plan[index]!.removed).sort(byTime))
    }),
  )
})
