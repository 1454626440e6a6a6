import type { Millis, Share } from '../base/units.ts'
import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { cliff } from './truth.ts'

/** From the instant it went cold, the speed climbs in a straight line from `coldSpeed` back to 1. */
const speedAfter = (sinceCold: Millis, coldSpeed: Share, recovery: Millis): number =>
  Math.min(1, coldSpeed + (1 - coldSpeed) * (sinceCold / recovery))

/**
 * An overload leaves it cold, and it warms up whatever the load is then: it always comes back, but not at once. Under a load above
 * capacity it goes cold again as soon as it is warm, so the mean speed is (coldSpeed + 1) / 2.
 */
export const slowRecovery: TargetModel = defineModel({
  summary: 'goes cold when it has to refuse, and takes its time to warm up again',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request when warm'),
    queue: count(100, 'requests that may wait besides those in service, 503 above'),
    coldSpeed: share(0.5, 'speed when cold, as a share of the normal speed'),
    recovery: duration(20_000, 'time it takes to warm up'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, coldSpeed, recovery }) => {
    const capacity = (servers * 1000) / serviceTime
    return cliff(
      capacity,
      serviceTime,
      { kind: 'retrograde', goodput: (capacity * (1 + coldSpeed)) / 2, recoveryLoad: capacity },
      `above capacity it swings between ${capacity * coldSpeed}/s and ${capacity}/s every ${recovery / 1000} s; after it, it is back within that time`,
    )
  },
  simulate: ({ servers, serviceTime, queue, coldSpeed, recovery }, world) => {
    let coldAt = -Infinity
    let seen = 0
    const pool = new ServerPool<Ticket>({
      servers,
      queue,
      serviceTime: (_ticket, at) => serviceTime / speedAfter(at - coldAt, coldSpeed, recovery),
      done: answering(world, 200),
    })
    return {
      advance: (now) => {
        seen = now
        pool.advance(now)
      },
      load: pool.load,
      arrive: (ticket, now) => {
        if (pool.offer(ticket, now)) return
        if (now - coldAt >= recovery) coldAt = now
        world.answer(ticket, 503, now)
      },
      capacityNow: () => ((servers * 1000) / serviceTime) * speedAfter(seen - coldAt, coldSpeed, recovery),
    }
  },
})
