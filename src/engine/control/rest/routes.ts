import { streamEvents } from './event-stream.ts'
import {
  groupDocument,
  groupsDocument,
  metricDocument,
  metricsDocument,
  setupDocument,
  statusDocument,
} from './k6-documents.ts'
import { patchStatus, readStatusPatch } from './patch-status.ts'
import { processMetrics } from './process-metrics.ts'
import { readCommand } from './read-command.ts'
import { readJson } from './read-json.ts'
import { type Exchange, json, type Reply, text } from './reply.ts'
import { RestError } from './rest-error.ts'
import type { Surface } from './surface.ts'

/** Undefined: it answers by itself. */
type Handle = (surface: Surface, exchange: Exchange) => Reply | undefined | Promise<Reply | undefined>

/** `*` at the end of a path stands for any rest. */
type Routes = Readonly<Record<string, Readonly<Partial<Record<string, Handle>>>>>

const MOST_WINDOWS = 3600

const routes: Routes = {
  '/v1/status': {
    GET: ({ run, readings }) => json(statusDocument(run.snapshots.get(), readings)),
    PATCH: async ({ run, readings }, { request }) => {
      patchStatus(run, readStatusPatch(await readJson(request)))
      return json(statusDocument(run.snapshots.get(), readings))
    },
  },
  '/v1/metrics': { GET: ({ readings }) => json(metricsDocument(readings.metrics())) },
  '/v1/metrics/*': {
    GET: ({ readings }, { rest }) =>
      found(metricDocument(readings.metrics(), rest), 'No metric with that ID was found'),
  },
  '/v1/groups': { GET: ({ readings }) => json(groupsDocument(readings.groups())) },
  '/v1/groups/*': {
    GET: ({ readings }, { rest }) => found(groupDocument(readings.groups(), rest), 'No group with that ID was found'),
  },
  '/v1/setup': {
    GET: ({ setup }) => json(setupDocument(setup.data())),
    PUT: async ({ setup }, { request }) => {
      const data = await readJson(request)
      setup.replace(data === undefined ? undefined : JSON.stringify(data))
      return json(setupDocument(setup.data()))
    },
    POST: async ({ setup }) => {
      await setup.setup()
      return json(setupDocument(setup.data()))
    },
  },
  '/v1/teardown': {
    POST: async ({ setup }) => {
      await setup.teardown()
      return { type: 'text/plain; charset=utf-8', body: '' }
    },
  },
  '/v1/kneepoint/state': {
    GET: ({ run }, { query }) => {
      const { windows, ...state } = run.snapshots.get()
      const count = Number(query.get('windows') ?? 10)
      if (!Number.isInteger(count) || count < 0 || count > MOST_WINDOWS) {
        throw new RestError(400, 'Invalid data', `windows must be a whole number from 0 to ${MOST_WINDOWS}`)
      }
      return json({ ...state, windows: count === 0 ? [] : windows.slice(-count) })
    },
  },
  '/v1/kneepoint/events': {
    GET: (surface, exchange) => {
      streamEvents(surface, exchange)
      return undefined
    },
  },
  '/v1/kneepoint/commands': {
    POST: async ({ run }, { request }) => {
      const command = readCommand(await readJson(request))
      if (!command.ok) throw new RestError(400, 'Invalid command', command.problems.join('; '))
      const answer = run.send(command.value, 'rest')
      return json(answer, answer.accepted ? 200 : 409)
    },
  },
  '/v1/kneepoint/*': {},
  '/metrics': { GET: () => ({ type: 'text/plain; version=0.0.4; charset=utf-8', body: processMetrics() }) },
}

function found(document: object | undefined, otherwise: string): Reply {
  if (document === undefined) throw new RestError(404, 'Not Found', otherwise)
  return json(document)
}

/** What answers at that path; like k6, any path that is nobody's is answered `ok`. */
export function findRoute(method: string, path: string): { readonly handle: Handle; readonly rest: string } {
  const [pattern, methods] = Object.entries(routes).find(([known]) => fits(known, path)) ?? []
  if (pattern === undefined || methods === undefined) return { handle: () => text('ok'), rest: '' }
  const allowed = Object.keys(methods)
  if (allowed.length === 0) throw new RestError(404, 'Not Found', `there is nothing at ${path}`)
  const handle = methods[method]
  if (handle === undefined) {
    throw new RestError(405, 'Method Not Allowed', `${path} answers to ${allowed.join(', ')}, not to ${method}`)
  }
  return { handle, rest: pattern.endsWith('*') ? path.slice(pattern.length - 1) : '' }
}

const fits = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
