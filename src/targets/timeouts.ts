import type { Millis } from '../base/units.ts'
import { Fifo } from './fifo.ts'
import type { TargetModel, Ticket } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { ServerPool } from './server-pool.ts'
import { cliff } from './truth.ts'

interface Deadline {
  readonly ticket: Ticket
  readonly at: Millis
}

/**
 * A pool behind a gateway that gives up: 504 after the timeout, while the pool works on at what nobody waits for any more. Above
 * capacity the backlog grows by L - C per second, is one timeout deep after t = timeout * C / (L - C), and then every answer is late.
 */
export const timeouts: TargetModel = defineModel({
  summary: 'parallel servers behind a gateway that gives up (504) while they work on',
  options: {
    servers: count(8, 'requests served at the same time'),
    serviceTime: duration(20, 'time a server takes for one request'),
    timeout: duration(2000, 'the gateway answers 504 after this; clients with a shorter timeout see their own'),
  },
  check: ({ serviceTime, timeout }) =>
    timeout > serviceTime ? [] : [`--timeout must be longer than --service-time, got ${timeout} and ${serviceTime} ms`],
  slots: ({ servers }) => servers,
  truth: ({ servers, serviceTime, timeout }) => {
    const capacity = (servers * 1000) / serviceTime
    return cliff(
      capacity,
      serviceTime,
      { kind: 'time-dependent', goodput: 0, recoveryLoad: capacity },
      `at load L above ${capacity}/s every answer is late after ${timeout / 1000} * ${capacity} / (L - ${capacity}) seconds, not before; below it comes back when the backlog is gone`,
    )
  },
  simulate: ({ servers, serviceTime, timeout }, { answer }) => {
    const open = new Set<Ticket>()
    const deadlines = new Fifo<Deadline>()
    let next: Deadline | undefined
    const answerOnce = (ticket: Ticket, status: number, at: Millis): void => {
      if (open.delete(ticket)) answer(ticket, status, at)
    }
    const pool = new ServerPool<Ticket>({
      servers,
      queue: Infinity,
      serviceTime: () => serviceTime,
      done: (ticket, at) => answerOnce(ticket, 200, at),
    })
    return {
      advance: (now) => {
        for (next ??= deadlines.shift(); next !== undefined && next.at <= now; next = deadlines.shift()) {
          // What is done by the deadline goes first, so that answers keep the order of their due times.
          pool.advance(next.at)
          answerOnce(next.ticket, 504, next.at)
        }
        pool.advance(now)
      },
      load: pool.load,
      arrive: (ticket, now) => {
        open.add(ticket)
        deadlines.push({ ticket, at: now + timeout })
        pool.offer(ticket, now)
      },
    }
  },
})
