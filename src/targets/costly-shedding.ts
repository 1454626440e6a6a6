import type { Ticket, TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { ServerPool } from './server-pool.ts'
import type { Truth } from './truth.ts'
import { buckleShare, plateau } from './truth.ts'

interface Job {
  readonly ticket: Ticket
  readonly refused: boolean
}

/**
 * With r the cost of a refusal in services, what the servers do at load L > C is G + r (L - G) = C, so
 * G = (C - r L) / (1 - r), which reaches (1 - e) C at L = C (1 - (1 - e)(1 - r)) / r.
 */
function sheddingTruth(capacity: number, serviceTime: number, cost: number): Truth {
  return {
    ...plateau(capacity, serviceTime, `refusals take all the servers at ${Math.round(capacity / cost)}/s`),
    buckleLoad: (capacity * (1 - (1 - buckleShare) * (1 - cost))) / cost,
    buckleKind: 'retrograde',
    recoveryLoad: capacity,
    goodput: (load) => (load <= capacity ? load : Math.max(0, (capacity - cost * load) / (1 - cost))),
  }
}

/** Refusing takes a server's time, and comes before the work that waits: the more is refused, the less gets done. */
export const costlyShedding: TargetModel = defineModel({
  summary: 'parallel servers with a bounded queue, where each 503 takes part of a service',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request'),
    queue: count(32, 'requests that may wait besides those in service'),
    rejectionCost: share(0.2, 'time a server takes to refuse, as a share of the service time'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, rejectionCost }) =>
    sheddingTruth((servers * 1000) / serviceTime, serviceTime, rejectionCost),
  simulate: ({ servers, serviceTime, queue, rejectionCost }, { answer }) => {
    const pool = new ServerPool<Job>({
      servers,
      queue,
      serviceTime: ({ refused }) => (refused ? rejectionCost * serviceTime : serviceTime),
      done: ({ ticket, refused }, at) => answer(ticket, refused ? 503 : 200, at),
    })
    return {
      advance: pool.advance,
      load: pool.load,
      arrive: (ticket, now) => {
        if (!pool.offer({ ticket, refused: false }, now)) pool.press({ ticket, refused: true }, now)
      },
    }
  },
})
