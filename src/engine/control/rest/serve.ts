import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import type { Millis } from '../../../base/units.ts'
import type { RunHandle } from '../../api.ts'
import { type Address, formatAddress, isLoopback } from './address.ts'
import { EventFeed } from './event-feed.ts'
import { Guard } from './guard.ts'
import type { RunReadings, SetupDesk } from './readings.ts'
import { json, sendReply, text } from './reply.ts'
import { RestError } from './rest-error.ts'
import { findRoute } from './routes.ts'
import type { Surface } from './surface.ts'

export interface RestOptions {
  readonly address: Address
  /** Asked of every request; undefined only where nobody but this machine can come. */
  readonly token: string | undefined
}

/** The API, listening. */
export interface RestServer extends AsyncDisposable {
  /** Of the address it really has. */
  readonly url: string
  /** Shows this run from now on; until then there is nothing to see. */
  readonly show: (run: RunHandle, readings: RunReadings, setup: SetupDesk) => void
}

/** What the clients that are still connected get to read the end. */
const FAREWELL: Millis = 500

/** Listens, before anything runs: an address that cannot be had is no reason to break off a run. */
export async function serveRest({ address, token }: RestOptions): Promise<RestServer> {
  if (token === undefined && !isLoopback(address.host)) {
    throw new UserError(
      'REST_NEEDS_TOKEN',
      `--address ${formatAddress(address)} lets other machines in: that needs a token`,
      {
        hint: 'give one with --address-token or KNEEPOINT_ADDRESS_TOKEN, or listen on localhost',
      },
    )
  }
  const guard = new Guard(token)
  let surface: Surface | undefined
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    void answer(request, response, { guard, surface: () => surface })
  })
  server.maxConnections = 100
  await listen(server, address)
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port
  return {
    url: `http://${formatAddress({ ...address, port })}`,
    show: (run, readings, setup) => {
      surface = { run, readings, setup, feed: new EventFeed(run.snapshots) }
    },
    [Symbol.asyncDispose]: async () => {
      surface?.feed[Symbol.dispose]()
      await close(server)
    },
  }
}

interface Answering {
  readonly guard: Guard
  readonly surface: () => Surface | undefined
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { guard, surface }: Answering,
): Promise<void> {
  try {
    const { pathname: path, searchParams: query } = urlOf(request)
    const method = request.method ?? 'GET'
    guard.check({ method, path, headers: request.headers })
    const { handle, rest } = findRoute(method, path)
    const shown = surface()
    if (path === '/ping') return sendReply(response, text('ok'))
    if (shown === undefined) throw new RestError(503, 'Not yet', 'the run is not prepared yet')
    const reply = await handle(shown, { request, response, rest: decodeURIComponent(rest), query })
    if (reply !== undefined) sendReply(response, reply)
  } catch (error) {
    sendError(request, response, error)
  }
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  const parsed = URL.parse(url, 'http://localhost')
  if (parsed === null) throw new RestError(400, 'Invalid data', 'the path is none')
  return parsed
}

function sendError(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
  const error = thrown instanceof RestError ? thrown : unexpected(thrown)
  if (response.headersSent) {
    response.end()
    return
  }
  if (error.status === 401) response.setHeader('www-authenticate', 'Bearer')
  // The rest of a body that nobody will read must not hold the connection.
  if (!request.complete) response.setHeader('connection', 'close')
  sendReply(response, json(error, error.status))
  request.resume()
}

function unexpected(thrown: unknown): RestError {
  if (thrown instanceof UserError && thrown.code === 'NOT_NOW') return new RestError(409, 'Not now', thrown.message)
  if (thrown instanceof URIError) return new RestError(400, 'Invalid data', 'the path is not percent-encoded properly')
  return new RestError(500, 'Internal error', thrown instanceof Error ? thrown.message : String(thrown))
}

async function listen(server: Server, address: Address): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: address.host, port: address.port }, resolve)
  try {
    await promise
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('CANNOT_SERVE_REST', `--address: cannot listen on ${formatAddress(address)}: ${reason}`, {
      exitCode: ExitCode.CannotStartRest,
      hint: 'take another port, or 0 for any free one',
      cause,
    })
  }
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), FAREWELL)
  await promise
  clearTimeout(timer)
}
