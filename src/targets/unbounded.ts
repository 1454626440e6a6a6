import { firstCome } from './first-come.ts'
import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { plateau } from './truth.ts'

/**
 * c servers and a queue without end: M/M/c with `--law exp` and Poisson arrivals, D/D/c with `--law det` and evenly spaced ones.
 * Nothing is ever refused; above c / S the backlog grows by load - c / S per second until the clients give up.
 */
export const unbounded: TargetModel = defineModel({
  summary: 'parallel servers with a queue without end (M/M/c; with --law det D/D/c)',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'mean time a server takes for one request'),
    law: lawOption('exp'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime }) =>
    plateau(
      (servers * 1000) / serviceTime,
      serviceTime,
      'above capacity the backlog grows by load - capacity per second: clients that give up would see it buckle',
    ),
  simulate: ({ servers, serviceTime, law }, world) =>
    firstCome(world, { servers, queue: Infinity, serviceTime: drawsOf[law](serviceTime, world.rng) }),
})
