import type { TargetModel, Ticket } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { pauseProblems, pausingClock } from './pausing-clock.ts'
import { ServerPool } from './server-pool.ts'
import { plateau } from './truth.ts'

interface Params {
  readonly servers: number
  readonly serviceTime: number
  readonly pause: number
  readonly every: number
}

/** C = c / S * (1 - pause / period). */
const capacityOf = ({ servers, serviceTime, pause, every }: Params): number =>
  ((servers * 1000) / serviceTime) * (1 - pause / every)

/** All servers stop now and then, as for a checkpoint or a lock; the door is still kept. Backlog that goes away after each pause is no saturation. */
export const pauses: TargetModel = defineModel({
  summary: 'parallel servers that all stand still now and then',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request, pauses not counted'),
    queue: count(1000, 'requests that may wait besides those in service'),
    pause: duration(300, 'how long each pause lasts'),
    every: duration(3000, 'time from the begin of one pause to the begin of the next'),
  },
  check: (params) => {
    const needed = Math.ceil((capacityOf(params) * params.pause) / 1000)
    const tooShort = `--queue must hold what arrives in a pause at capacity, ${needed}, got ${params.queue}`
    return [...pauseProblems(params.pause, params.every), ...(params.queue < needed ? [tooShort] : [])]
  },
  slots: ({ servers }) => servers,
  truth: (params) =>
    plateau(
      capacityOf(params),
      params.serviceTime,
      `a mean over whole periods of ${params.every} ms; between pauses it works at ${(params.servers * 1000) / params.serviceTime}/s`,
    ),
  simulate: ({ servers, serviceTime, queue, pause, every }, world) => {
    const clock = pausingClock(every, pause)
    const pool = new ServerPool<Ticket>({
      servers,
      queue,
      serviceTime: () => serviceTime,
      done: (ticket, worked) => world.answer(ticket, 200, clock.instantOf(worked)),
    })
    return {
      advance: (now) => pool.advance(clock.worked(now)),
      load: pool.load,
      arrive: (ticket, now) => {
        if (!pool.offer(ticket, clock.worked(now))) world.answer(ticket, 503, now)
      },
    }
  },
})
