import { seededRng } from '../../base/rng.ts'
import type { Millis, PerSecond } from '../../base/units.ts'
import { DueQueue } from '../due-queue.ts'
import type { ConfiguredModel } from '../model.ts'

/** Throughput of `users` who each wait for their answer and then think, over `span` ms after as much settling; think must be above 0. */
export function closedThroughput(model: ConfiguredModel, users: number, think: Millis, span: Millis): PerSecond {
  const arrivals = new DueQueue<true>()
  let answers = 0
  let ticket = 0
  const simulation = model.simulate({
    rng: seededRng(1),
    answer: (_ticket, _status, due) => {
      if (due > span && due <= 2 * span) answers += 1
      arrivals.add(true, due + think)
    },
  })
  for (let user = 0; user < users; user += 1) arrivals.add(true, (user * think) / users)
  for (let now = arrivals.nextDue; now <= 2 * span; now = Math.min(arrivals.nextDue, now + think / 2)) {
    simulation.advance(now)
    if (arrivals.takeDue(now) === undefined) continue
    simulation.arrive(ticket, now)
    ticket += 1
  }
  return (answers * 1000) / span
}
