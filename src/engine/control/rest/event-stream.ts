import type { Millis } from '../../../base/units.ts'
import type { NumberedEvent } from './event-feed.ts'
import { RestError } from './rest-error.ts'
import type { Exchange } from './reply.ts'
import type { Surface } from './surface.ts'

/** Proxies cut connections on which nothing comes. */
const STILL_HERE: Millis = 15_000
/** Who reads so slowly that this much waits for it is cut off; it can come back with `Last-Event-ID`. */
const MOST_WAITING = 1_048_576

/** Every event of the run as server-sent events, from the first that is kept or after `Last-Event-ID`, until the run has finished. */
export function streamEvents({ feed, run }: Surface, { request, response }: Exchange): void {
  const after = Number(request.headers['last-event-id'] ?? 0)
  if (!Number.isSafeInteger(after) || after < 0) {
    throw new RestError(400, 'Invalid data', 'Last-Event-ID must be the id of an event')
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write(': events of this run\n\n')
  const unfollow = feed.follow(after, (event) => {
    response.write(formatEvent(event))
    if (response.writableLength > MOST_WAITING) response.destroy()
  })
  const timer = setInterval(() => response.write(': still here\n\n'), STILL_HERE)
  const end = (exitCode: number | null): void => {
    if (!response.writableEnded) response.end(`event: finished\ndata: ${JSON.stringify({ exitCode })}\n\n`)
  }
  response.on('close', () => {
    clearInterval(timer)
    unfollow()
  })
  run.finished.then(
    ({ exitCode }) => end(exitCode),
    () => end(null),
  )
}

const formatEvent = ({ id, event }: NumberedEvent): string =>
  `id: ${id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`
