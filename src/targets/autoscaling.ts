import type { Millis } from '../base/units.ts'
import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { plateau } from './truth.ts'

/** With this share of the servers at work when it looks, one more is started. */
const busyShare = 0.8

/**
 * Grows with the load, one server at a time, and does not shrink again while it is watched. Its capacity is that of all the servers
 * it may have; before it has grown it carries less, and refuses what finds no place to wait.
 */
export const autoscaling: TargetModel = defineModel({
  summary: 'starts one server more from time to time while it is busy',
  options: {
    fewest: count(2, 'servers at first'),
    most: count(8, 'servers it may have'),
    serviceTime: duration(20, 'time a server takes for one request'),
    queue: count(200, 'requests that may wait besides those in service, 503 above'),
    every: duration(4000, 'how often it looks whether it needs one more'),
  },
  check: ({ fewest, most }) => (fewest <= most ? [] : [`--fewest must be at most --most, got ${fewest} and ${most}`]),
  slots: ({ most }) => most,
  truth: ({ fewest, most, serviceTime, every }) =>
    plateau(
      (most * 1000) / serviceTime,
      serviceTime,
      `grown to all its servers, which takes ${((most - fewest) * every) / 1000} s; at first it carries ${(fewest * 1000) / serviceTime}/s`,
    ),
  simulate: ({ fewest, most, serviceTime, queue, every }, world) => {
    let servers = fewest
    let looksAt: Millis = every
    const pool = new ServerPool<Ticket>({
      get servers() {
        return servers
      },
      queue,
      serviceTime: () => serviceTime,
      done: answering(world, 200),
    })
    const look = (at: Millis): void => {
      if (servers >= most || pool.load().inService < busyShare * servers) return
      servers += 1
      pool.fill(at)
    }
    return {
      advance: (now) => {
        for (; looksAt <= now && pool.nextDue < Infinity; looksAt += every) {
          pool.advance(looksAt)
          look(looksAt)
        }
        pool.advance(now)
        // While there is nothing to do it need not look.
        if (looksAt <= now && now < Infinity) looksAt = (Math.floor(now / every) + 1) * every
      },
      load: pool.load,
      arrive: (ticket, now) => {
        if (!pool.offer(ticket, now)) world.answer(ticket, 503, now)
      },
      capacityNow: () => (servers * 1000) / serviceTime,
    }
  },
})
