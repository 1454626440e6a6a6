import type { TargetModel, Ticket } from './model.ts'
import { defineModel } from './model.ts'
import { duration, share } from './options.ts'
import { pauseProblems, pausingClock } from './pausing-clock.ts'
import { ServerPool } from './server-pool.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { endless } from './truth.ts'

/** Never saturates but looks unwell: scattered times, a few errors, and now and then everything stands still. */
export const hiccups: TargetModel = defineModel({
  summary: 'never saturates, but has scattered times, some errors and regular stalls',
  options: {
    serviceTime: duration(20, 'mean time a request takes, stalls not counted'),
    law: lawOption('lognormal'),
    errors: share(0.005, 'share of the requests answered with 500', 'zero'),
    pause: duration(400, 'how long each stall lasts'),
    every: duration(7000, 'time from the begin of one stall to the begin of the next'),
  },
  check: ({ pause, every }) => pauseProblems(pause, every),
  slots: () => Infinity,
  truth: ({ serviceTime, errors, every }) => ({
    ...endless(serviceTime, `the errors are there at any load; a hold must last longer than a period of ${every} ms`),
    goodput: (load) => load * (1 - errors),
  }),
  simulate: ({ serviceTime, law, errors, pause, every }, { rng, answer }) => {
    const clock = pausingClock(every, pause)
    const pool = new ServerPool<Ticket>({
      servers: Infinity,
      queue: 0,
      serviceTime: drawsOf[law](serviceTime, rng),
      done: (ticket, worked) => answer(ticket, rng() < errors ? 500 : 200, clock.instantOf(worked)),
    })
    return {
      advance: (now) => pool.advance(clock.worked(now)),
      load: pool.load,
      arrive: (ticket, now) => void pool.offer(ticket, clock.worked(now)),
    }
  },
})
