import { get as getPlain, type IncomingMessage } from 'node:http'
import { get as getSecure } from 'node:https'
import type { Bytes, Millis } from '../../base/units.ts'
import { ExpositionReader, type Sample } from './exposition.ts'

/** What came of one look at a metrics endpoint. */
export type Scrape =
  | { readonly ok: true; readonly samples: readonly Sample[]; readonly bytes: Bytes; readonly took: Millis }
  /** One line for the operator. */
  | { readonly ok: false; readonly problem: string }

export interface ScrapeLimits {
  /** For everything together: a server that trickles is no better than one that is dead. */
  readonly timeout: Millis
  readonly bytes: Bytes
}

/** Some endpoints have tens of megabytes to say; reading that is possible, more is a mistake. */
export const usualLimits: ScrapeLimits = { timeout: 4000, bytes: 64 * 2 ** 20 }

/** Reads a metrics endpoint as it comes, and keeps only what is wanted. Never throws. */
export function scrape(
  url: string,
  isWanted: (name: string) => boolean,
  limits: ScrapeLimits = usualLimits,
): Promise<Scrape> {
  const began = performance.now()
  return new Promise((resolve) => {
    const fail = (problem: string): void => {
      clearTimeout(timer)
      request.destroy()
      resolve({ ok: false, problem })
    }
    const get = url.startsWith('https:') ? getSecure : getPlain
    const headers = { accept: 'text/plain;version=0.0.4', 'accept-encoding': 'identity' }
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return fail(`answers ${response.statusCode}, not 200`)
      read(response, new ExpositionReader(isWanted), {
        limit: limits.bytes,
        fail,
        done: (samples, bytes) => {
          clearTimeout(timer)
          resolve({ ok: true, samples, bytes, took: performance.now() - began })
        },
      })
    })
    const timer = setTimeout(() => fail(`did not answer within ${limits.timeout / 1000} s`), limits.timeout)
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
  })
}

interface Reactions {
  readonly limit: Bytes
  readonly fail: (problem: string) => void
  readonly done: (samples: readonly Sample[], bytes: Bytes) => void
}

function read(response: IncomingMessage, reader: ExpositionReader, { limit, fail, done }: Reactions): void {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > limit) return fail(`has more than ${limit / 2 ** 20} MiB to say`)
    reader.push(chunk.toString('utf8'))
  })
  response.on('error', (error) => fail(error.message))
  response.on('end', () => {
    const samples = reader.end()
    if (samples.length === 0) {
      fail(reader.malformed > 0 ? 'does not speak the Prometheus text format' : 'has none of the known series')
    } else done(samples, bytes)
  })
}
