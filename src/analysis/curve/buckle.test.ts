import { expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { buckleOf, crossing } from './buckle.ts'
import { openFindings } from './open-findings.ts'

const find = (...holds: Hold[]): NonNullable<ReturnType<typeof buckleOf>> => {
  const found = buckleOf(openFindings(holds, makeUnloaded(20, 22)), true)
  if (found === undefined) throw new Error('no capacity')
  return found
}
const shed = (load: number, goodput: number): Hold =>
  makeHold(load, goodput, { drift: 0, errorShare: 1 - goodput / load })
const fell = (load: number, after: number, seconds: number): Hold =>
  makeHold(load, after, {
    fall: { after: seconds, before: known(400), wasSaturated: true, owed: (load - 400) * seconds },
  })

it('knows no buckle point of a plateau', () => {
  expect(find(makeHold(390, 390), shed(450, 400), shed(800, 400))).toMatchObject({
    buckled: undefined,
    load: undefined,
  })
})

it('finds where a straight tail crosses nine tenths of capacity', () => {
  // Refusals cost a fifth: G = (400 - 0.2 L) / 0.8, which is 360 at 560.
  const tail = (load: number): Hold => shed(load, (400 - 0.2 * load) / 0.8)
  const { load } = find(makeHold(400, 400), tail(450), tail(540), tail(580))
  expect(load?.value).toBeCloseTo(560)
})

it('does not say before the loads around it are close', () => {
  expect(find(makeHold(400, 400), shed(450, 395), shed(900, 200)).load).toBeUndefined()
})

it('is at capacity for a cliff after a backlog: any load above gets there', () => {
  const { load, criticalDebt } = find(makeHold(380, 380), fell(470, 0, 10), fell(640, 0, 3.5))
  expect(criticalDebt).toBe(700)
  expect(load?.value).toBeCloseTo(400)
  expect(load?.high).toBe(470)
})

it('is on the tail when two falls went to different levels', () => {
  const { load } = find(makeHold(390, 390), fell(600, 350, 4), fell(800, 300, 2))
  expect(load?.value).toBeCloseTo(560, -1)
})

it('believes no small fall that was seen briefly', () => {
  const brief = makeHold(900, 350, { drift: 0, seconds: 3, goodput: known(350, 4) })
  expect(find(makeHold(390, 390), shed(450, 400), shed(600, 400), brief).buckled).toBeUndefined()
})

it('draws the straight line by hand', () => {
  const point = (load: number, goodput: number): Parameters<typeof crossing>[0] => ({ load, goodput: known(goodput) })
  expect(crossing(point(500, 380), point(600, 340), 360).value).toBe(550)
})

it('forgets a buckling that a target has outgrown: later it stands at no lower load', () => {
  const early = makeHold(500, 300, { drift: 0 })
  expect(find(makeHold(390, 390), shed(450, 400), early, shed(600, 400)).buckled).toBeUndefined()
  expect(find(makeHold(390, 390), shed(450, 400), shed(600, 400), makeHold(500, 300, { drift: 0 })).buckled?.load).toBe(
    500,
  )
})
