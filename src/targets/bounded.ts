import { firstCome } from './first-come.ts'
import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { plateau } from './truth.ts'

/** c servers and K places to wait: what finds neither free is refused at once. Capacity c / S; refusing costs nothing, so no buckle. */
export const bounded: TargetModel = defineModel({
  summary: 'parallel servers with a bounded queue, 503 at once when it is full',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'mean time a server takes for one request'),
    queue: count(200, 'requests that may wait besides those in service', 0),
    law: lawOption('det'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, law }) =>
    plateau(
      (servers * 1000) / serviceTime,
      serviceTime,
      law === 'det'
        ? 'exact at every load'
        : 'scattered service times round the corner off: with a short queue a little is refused just below capacity',
    ),
  simulate: ({ servers, serviceTime, queue, law }, world) =>
    firstCome(world, { servers, queue, serviceTime: drawsOf[law](serviceTime, world.rng) }),
})
