import { firstCome } from './first-come.ts'
import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { plateau } from './truth.ts'

/** Compilers and caches that warm up with use: the speed climbs from `coldSpeed` to 1 over the first so many requests, and stays there. */
export const warmUp: TargetModel = defineModel({
  summary: 'is slow at first and gets faster with use, until it is warm',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request when warm'),
    queue: count(100, 'requests that may wait besides those in service, 503 above'),
    coldSpeed: share(0.5, 'speed at first, as a share of the speed when warm'),
    requests: count(2000, 'requests after which it is warm'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, coldSpeed, requests }) =>
    plateau(
      (servers * 1000) / serviceTime,
      serviceTime,
      `when warm, after ${requests} requests; at first it carries ${coldSpeed} of that`,
    ),
  simulate: ({ servers, serviceTime, queue, coldSpeed, requests }, world) => {
    let begun = 0
    const speed = (): number => Math.min(1, coldSpeed + ((1 - coldSpeed) * begun) / requests)
    const simulation = firstCome(world, {
      servers,
      queue,
      serviceTime: () => {
        const time = serviceTime / speed()
        begun += 1
        return time
      },
    })
    return { ...simulation, capacityNow: () => ((servers * 1000) / serviceTime) * speed() }
  },
})
