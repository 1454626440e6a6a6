import { firstCome } from './first-come.ts'
import type { TargetModel } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { cliff } from './truth.ts'

/**
 * Slower while its backlog is long (cold caches, retries, swapping), and backlog is what being slower makes: once tripped it stays
 * so until the load is below what it carries tripped. A metastable failure (Bronson et al., HotOS 2021).
 */
export const bistable: TargetModel = defineModel({
  summary: 'slows down when its queue is long and stays slow until the queue is gone',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request'),
    queue: count(1000, 'requests that may wait besides those in service, 503 above'),
    trip: count(120, 'it trips when more than this many wait'),
    clear: count(2, 'it recovers when no more than this many wait', 0),
    trippedSpeed: share(0.5, 'speed while tripped, as a share of the normal speed'),
  },
  check: ({ queue, trip, clear }) => [
    ...(trip < queue ? [] : [`--trip must be below --queue, got ${trip} of ${queue}`]),
    ...(clear < trip ? [] : [`--clear must be below --trip, got ${clear} and ${trip}`]),
  ],
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, trippedSpeed }) => {
    const capacity = (servers * 1000) / serviceTime
    const tripped = capacity * trippedSpeed
    return cliff(
      capacity,
      serviceTime,
      { kind: 'tripped', goodput: tripped, recoveryLoad: tripped },
      `once tripped it carries ${tripped}/s until the load is below that and the queue has drained`,
    )
  },
  simulate: ({ servers, serviceTime, queue, trip, clear, trippedSpeed }, world) => {
    let isTripped = false
    const simulation = firstCome(world, {
      servers,
      queue,
      serviceTime: () => {
        if (simulation.load().queued <= clear) isTripped = false
        return isTripped ? serviceTime / trippedSpeed : serviceTime
      },
    })
    const capacity = (servers * 1000) / serviceTime
    return {
      ...simulation,
      arrive: (ticket, now) => {
        simulation.arrive(ticket, now)
        if (simulation.load().queued > trip) isTripped = true
      },
      capacityNow: () => (isTripped ? capacity * trippedSpeed : capacity),
    }
  },
})
