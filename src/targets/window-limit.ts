import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { plateau } from './truth.ts'

/** The simplest rate limiter: N requests per window, 429 for the rest of it. Capacity N / W, in bursts at the begin of each window. */
export const windowLimit: TargetModel = defineModel({
  summary: 'so many requests per fixed window of time, 429 for the rest of the window',
  options: {
    requests: count(300, 'requests let through in a window'),
    window: duration(1000, 'length of a window'),
    serviceTime: duration(5, 'time a request takes that is let through'),
  },
  slots: () => Infinity,
  truth: ({ requests, window, serviceTime }) =>
    plateau((requests * 1000) / window, serviceTime, `a hold must last for several windows of ${window} ms`),
  simulate: ({ requests, window, serviceTime }, world) => {
    const admitted = new ServerPool<Ticket>({
      servers: Infinity,
      queue: 0,
      serviceTime: () => serviceTime,
      done: answering(world, 200),
    })
    let current = 0
    let used = 0
    return {
      advance: admitted.advance,
      load: admitted.load,
      arrive: (ticket, now) => {
        const index = Math.floor(now / window)
        if (index !== current) used = 0
        current = index
        if (used >= requests) return world.answer(ticket, 429, now)
        used += 1
        admitted.offer(ticket, now)
      },
    }
  },
})
