import type { PerSecond } from '../base/units.ts'
import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, rates } from './options.ts'
import { ServerPool } from './server-pool.ts'
import type { Truth } from './truth.ts'
import { plateau } from './truth.ts'

/** Each of m backends gets L / m and carries no more than its own rate: G(L) = sum of min(L / m, rate). */
function balancerTruth(backends: readonly PerSecond[]): Truth {
  const m = backends.length
  const capacity = backends.reduce((sum, rate) => sum + rate, 0)
  const unloaded = backends.reduce((sum, rate) => sum + 1000 / rate, 0) / m
  return {
    ...plateau(capacity, unloaded, 'turn by turn the slowest backend overflows first, the fastest last'),
    lossLoad: m * Math.min(...backends),
    plateauLoad: m * Math.max(...backends),
    goodput: (load) => backends.reduce((sum, rate) => sum + Math.min(load / m, rate), 0),
  }
}

/** A round-robin balancer over backends that are not equally fast: it loses long before it is saturated. */
export const unequalBackends: TargetModel = defineModel({
  summary: 'round robin over backends of unequal speed, each with its own queue',
  options: {
    backends: rates([100, 60, 140], 'requests per second of each backend'),
    queue: count(40, 'requests that may wait at each backend, 503 above', 0),
  },
  slots: ({ backends }) => backends.length,
  truth: ({ backends }) => balancerTruth(backends),
  simulate: ({ backends, queue }, world) => {
    const pools = backends.map(
      (rate) =>
        new ServerPool<Ticket>({ servers: 1, queue, serviceTime: () => 1000 / rate, done: answering(world, 200) }),
    )
    let turn = 0
    const loads = (): { inService: number; queued: number }[] => pools.map((pool) => pool.load())
    return {
      advance: (now) => {
        for (;;) {
          const due = Math.min(now, ...pools.map(({ nextDue }) => nextDue))
          for (const pool of pools) pool.advance(due)
          if (due === now) return
        }
      },
      load: () => ({
        inService: loads().reduce((sum, { inService }) => sum + inService, 0),
        queued: loads().reduce((sum, { queued }) => sum + queued, 0),
      }),
      arrive: (ticket, now) => {
        const pool = pools[turn % pools.length]
        turn += 1
        if (pool?.offer(ticket, now) !== true) world.answer(ticket, 503, now)
      },
    }
  },
})
