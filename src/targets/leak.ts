import { firstCome } from './first-come.ts'
import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { plateau } from './truth.ts'

/** Each request makes the ones after it a little slower, for good: S(n) = S (1 + g n / 1000) after n requests. */
export const leak: TargetModel = defineModel({
  summary: 'gets slower with every request it has served, until it is reset',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request when fresh'),
    queue: count(200, 'requests that may wait besides those in service, 503 above'),
    growth: share(0.005, 'how much of the fresh service time is added per 1000 requests served', 'zero'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, growth }) =>
    plateau(
      (servers * 1000) / serviceTime,
      serviceTime,
      `fresh; after n requests capacity is divided by 1 + ${growth} n / 1000, and only a reset brings it back`,
    ),
  simulate: ({ servers, serviceTime, queue, growth }, world) => {
    let begun = 0
    const wear = (): number => 1 + (growth * begun) / 1000
    const simulation = firstCome(world, {
      servers,
      queue,
      serviceTime: () => {
        const time = serviceTime * wear()
        begun += 1
        return time
      },
    })
    return { ...simulation, capacityNow: () => (servers * 1000) / (serviceTime * wear()) }
  },
})
