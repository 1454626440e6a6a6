import type { TargetModel, Ticket } from './model.ts'
import { answering, defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { drawsOf, lawOption } from './service-law.ts'
import { plateau } from './truth.ts'

/**
 * Two stages one after the other, each with its servers and its queue: an application in front of a database. The slower one is the
 * capacity, min(c1 / S1, c2 / S2). What the second refuses has had its turn at the first, which costs nothing as long as that has some to spare.
 */
export const pipeline: TargetModel = defineModel({
  summary: 'two stages one after the other, the slower one is the limit',
  options: {
    firstServers: count(16, 'requests that the first stage works on at the same time'),
    firstTime: duration(20, 'mean time of the first stage'),
    secondServers: count(4, 'requests that the second stage works on at the same time'),
    secondTime: duration(10, 'mean time of the second stage'),
    queue: count(100, 'requests that may wait before each stage, 503 above', 0),
    law: lawOption('det'),
  },
  slots: ({ firstServers, secondServers }) => firstServers + secondServers,
  truth: ({ firstServers, firstTime, secondServers, secondTime }) => {
    const [first, second] = [(firstServers * 1000) / firstTime, (secondServers * 1000) / secondTime]
    const slower = first < second ? 'first' : 'second'
    return plateau(Math.min(first, second), firstTime + secondTime, `the ${slower} stage is the limit`)
  },
  simulate: ({ firstServers, firstTime, secondServers, secondTime, queue, law }, world) => {
    const draw = drawsOf[law]
    const second = new ServerPool<Ticket>({
      servers: secondServers,
      queue,
      serviceTime: draw(secondTime, world.rng),
      done: answering(world, 200),
    })
    const first = new ServerPool<Ticket>({
      servers: firstServers,
      queue,
      serviceTime: draw(firstTime, world.rng),
      done: (ticket, at) => {
        if (!second.offer(ticket, at)) world.answer(ticket, 503, at)
      },
    })
    return {
      advance: (now) => {
        for (let at = first.nextDue; at <= now && at < Infinity; at = first.nextDue) {
          second.advance(at)
          first.advance(at)
        }
        second.advance(now)
      },
      load: () => {
        const [a, b] = [first.load(), second.load()]
        return { inService: a.inService + b.inService, queued: a.queued + b.queued }
      },
      arrive: (ticket, now) => {
        if (!first.offer(ticket, now)) world.answer(ticket, 503, now)
      },
    }
  },
})
