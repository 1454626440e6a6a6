import { once } from 'node:events'
import { monotonicClock } from '../base/clock.ts'
import { UserError } from '../base/errors.ts'
import { configureModel } from './models.ts'
import type { GivenParams } from './options.ts'
import { createTargetServer } from './server.ts'

export interface StartOptions {
  /** A name of the models table. */
  readonly model: string
  /** Texts as typed, or numbers (ms, per second); what is left out has its default. */
  readonly params?: GivenParams
  readonly host?: string
  /** 0 takes any free port. */
  readonly port?: number
  readonly seed?: number
}

export interface RunningTarget {
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Starts a simulated target in this process. Rejects with a UserError for wrong params or an address that cannot be had. */
export async function startTarget(options: StartOptions): Promise<RunningTarget> {
  const { model: name, params = {}, host = '127.0.0.1', port = 0, seed = 1 } = options
  const model = configureModel(name, params)
  const server = createTargetServer({ name, model, clock: monotonicClock(), seed })
  server.http.listen(port, host)
  try {
    await once(server.http, 'listening')
  } catch (cause) {
    await server.close()
    throw cannotListen(host, port, cause)
  }
  const address = server.http.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, port: bound, close: server.close }
}

function cannotListen(host: string, port: number, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new UserError('CANNOT_LISTEN', `the target cannot listen on ${host}:${port}: ${reason}`, {
    hint: '--port 0 takes any free port',
    cause,
  })
}
