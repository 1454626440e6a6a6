import type { IncomingMessage } from 'node:http'
import { RestError } from './rest-error.ts'

const MOST_BYTES = 1_048_576

/** The body as JSON; undefined when there is none. k6's own client sends no content type. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']
  if (type !== undefined && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new RestError(415, 'Wrong content type', `the body must be application/json, not ${type}`)
  }
  const text = await readText(request)
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RestError(
      400,
      'Invalid data',
      `the body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    )
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge()
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const tooLarge = (): RestError => new RestError(413, 'Too large', `a body has at most ${MOST_BYTES} bytes`)
