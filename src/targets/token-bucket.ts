import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, duration, rate } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { plateau } from './truth.ts'

/** A rate limiter: a request takes a token or gets 429; tokens come at a fixed rate, the bucket is full at first. */
export const tokenBucket: TargetModel = defineModel({
  summary: 'a rate limiter, 429 above the rate; a full bucket hides it for a while',
  options: {
    rate: rate(300, 'tokens added per second'),
    burst: count(60, 'tokens the bucket holds'),
    serviceTime: duration(5, 'time an admitted request takes'),
  },
  slots: () => Infinity,
  truth: ({ rate, burst, serviceTime }) =>
    plateau(rate, serviceTime, `a full bucket carries load L above ${rate}/s for ${burst} / (L - ${rate}) seconds`),
  simulate: ({ rate, burst, serviceTime }, world) => {
    const admitted = new ServerPool<Ticket>({
      servers: Infinity,
      queue: 0,
      serviceTime: () => serviceTime,
      done: answering(world, 200),
    })
    let tokens = burst
    let refilledAt = 0
    return {
      advance: admitted.advance,
      load: admitted.load,
      arrive: (ticket, now) => {
        tokens = Math.min(burst, tokens + (rate * (now - refilledAt)) / 1000)
        refilledAt = now
        if (tokens < 1) return world.answer(ticket, 429, now)
        tokens -= 1
        admitted.offer(ticket, now)
      },
    }
  },
})
