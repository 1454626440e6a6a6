import type { Millis } from '../base/units.ts'
import { DueQueue } from './due-queue.ts'
import type { TargetModel, Ticket } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration, share } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { plateau } from './truth.ts'

interface Reply {
  readonly ticket: Ticket
  readonly status: number
}

/**
 * Servers behind a network whose delays scatter, and where some answers fail whatever the load: response times and errors say little
 * about the limit. Capacity c / S, of which the share `errors` fails.
 */
export const distant: TargetModel = defineModel({
  summary: 'servers behind a network with scattered delays, and some errors at any load',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'mean time a server takes for one request'),
    queue: count(100, 'requests that may wait besides those in service, 503 above'),
    delay: duration(60, 'mean time on the way, half of it before and half after'),
    law: lawOption('lognormal'),
    errors: share(0.002, 'share of the served requests answered with 500', 'zero'),
  },
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, delay, errors }) => {
    const served = (servers * 1000) / serviceTime
    return {
      ...plateau(served * (1 - errors), serviceTime + delay, 'delays scatter by law, service times do not'),
      lossLoad: served,
      saturationLoad: served,
      plateauLoad: served,
      goodput: (load) => Math.min(load, served) * (1 - errors),
    }
  },
  simulate: ({ servers, serviceTime, queue, delay, law, errors }, { rng, answer }) => {
    const way = drawsOf[law](delay / 2, rng)
    const [coming, going] = [new DueQueue<Ticket>(), new DueQueue<Reply>()]
    const send = (ticket: Ticket, status: number, at: Millis): void => going.add({ ticket, status }, at + way())
    const pool = new ServerPool<Ticket>({
      servers,
      queue,
      serviceTime: () => serviceTime,
      done: (ticket, at) => send(ticket, rng() < errors ? 500 : 200, at),
    })
    return {
      advance: (now) => {
        for (let at = coming.nextDue; at <= now && at < Infinity; at = coming.nextDue) {
          pool.advance(at)
          const ticket = coming.takeDue(at)
          if (ticket !== undefined && !pool.offer(ticket, at)) send(ticket, 503, at)
        }
        pool.advance(now)
        for (let due = going.nextDue; due <= now && due < Infinity; due = going.nextDue) {
          const reply = going.takeDue(due)
          if (reply !== undefined) answer(reply.ticket, reply.status, due)
        }
      },
      load: () => {
        const { inService, queued } = pool.load()
        return { inService, queued: queued + coming.size + going.size }
      },
      arrive: (ticket, now) => coming.add(ticket, now + way()),
    }
  },
})
