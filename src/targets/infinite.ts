import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { duration } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { endless } from './truth.ts'

/**
 * Every request is served at once and takes its time, however many there are. Any limit found here is the generator's: run it
 * with a busy worker, few file descriptors, a cap on users, few local ports or a shared core, and the verdict must say so.
 */
export const infinite: TargetModel = defineModel({
  summary: 'never saturates: every request takes the service time, however many there are',
  options: {
    serviceTime: duration(20, 'mean time a request takes'),
    law: lawOption('det'),
  },
  slots: () => Infinity,
  truth: ({ serviceTime }) => endless(serviceTime, 'whatever limit is found is the generator or this host'),
  simulate: ({ serviceTime, law }, world) => {
    const pool = new ServerPool<Ticket>({
      servers: Infinity,
      queue: 0,
      serviceTime: drawsOf[law](serviceTime, world.rng),
      done: answering(world, 200),
    })
    return { advance: pool.advance, load: pool.load, arrive: (ticket, now) => void pool.offer(ticket, now) }
  },
})
