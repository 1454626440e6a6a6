import type { Simulation, World } from './model.ts'
import { answering } from './model.ts'
import type { PoolWork } from './server-pool.ts'
import { ServerPool } from './server-pool.ts'

/** Parallel servers behind one queue: 200 when served, 503 at once when there is no place to wait. */
export function firstCome(world: World, work: Omit<PoolWork<number>, 'done'>): Simulation {
  const pool = new ServerPool({ ...work, done: answering(world, 200) })
  return {
    advance: pool.advance,
    load: pool.load,
    arrive: (ticket, now) => {
      if (!pool.offer(ticket, now)) world.answer(ticket, 503, now)
    },
  }
}
