import { formatLoad, formatShare } from './explorer/wording.ts'
import type { Hold } from './hold/hold.ts'
import type { LoadModel } from './observation.ts'

type Held = Pick<Hold, 'load' | 'goodput'>

const sameLoad = 0.03
const surelyDifferent = 3

/** Pairs of holds of the same load, once reached from below and once from above, that differ by more than 3 SE. */
export function hysteresisNotes(holds: readonly Held[], model: LoadModel): string[] {
  const directed = holds.map((hold, index) => ({ hold, isUp: hold.load >= (holds[index - 1]?.load ?? 0) }))
  return directed
    .filter(({ isUp }) => !isUp)
    .flatMap(({ hold: down }) => {
      const up = directed.find(
        ({ hold, isUp }) => isUp && Math.abs(hold.load - down.load) <= sameLoad * down.load,
      )?.hold
      return up === undefined ? [] : noteOf(up, down, model)
    })
}

function noteOf(up: Held, down: Held, model: LoadModel): string[] {
  const difference = up.goodput.value - down.goodput.value
  const error = Math.hypot(up.goodput.se, down.goodput.se)
  if (Math.abs(difference) <= Math.max(surelyDifferent * error, 0.02 * up.goodput.value)) return []
  const share = formatShare(Math.abs(difference) / up.goodput.value)
  return [
    `${formatLoad(down.load, model)} brought ${share} ${difference > 0 ? 'less' : 'more'} on the way down than on the way up`,
  ]
}
