import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeptLoads } from './kept-loads.ts'

const names = ['a', 'b', 'c', '__proto__']
const moment = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2))

it('says what each moment asks for, in the same object as long as that is the same', () => {
  fc.assert(
    fc.property(fc.array(moment), (moments) => {
      const nowOf = (name: string, at: number): number => moments[at]?.[names.indexOf(name)] ?? -1
      const kept = new KeptLoads(names, { nowOf })
      const said = moments.map((_, at) => kept.at(at))
      const asked = moments.map((loads) => names.map((name, index) => [name, loads[index]]))
      expect(said.map((loads) => Object.entries(loads))).toEqual(asked)
      const isKept = said.map((loads, at) => loads === said[at - 1])
      expect(isKept).toEqual(moments.map((loads, at) => String(loads) === String(moments[at - 1])))
    }),
  )
})
