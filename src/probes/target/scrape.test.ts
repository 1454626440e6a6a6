import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { scrape, type Scrape } from './scrape.ts'
import { TargetScraper } from './target-scraper.ts'
import { isWantedBy } from './wanted.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`
}

const limits = { timeout: 300, bytes: 2 ** 20 }
const known = isWantedBy([])

describe('a metrics endpoint', () => {
  it('is read', async () => {
    const url = await serve((_, response) => response.end('process_open_fds 7\n'))
    expect(await scrape(url, known, limits)).toMatchObject({ ok: true, bytes: 19, samples: [{ value: 7 }] })
  })

  it.each<[string, RequestListener, RegExp]>([
    ['refuses', (_, response) => response.writeHead(500).end(), /answers 500/],
    ['never answers', () => undefined, /did not answer within 0.3 s/],
    [
      'trickles',
      (_, response) => void setInterval(() => response.write('process_open_fds 7\n'), 20).unref(),
      /did not answer/,
    ],
    ['has too much to say', (_, response) => response.end('x'.repeat(2 ** 20 + 1)), /more than 1 MiB/],
    ['says something else', (_, response) => response.end('<html><body>hello</body></html>'), /Prometheus text format/],
    ['knows nothing of use', (_, response) => response.end('other 1\n'), /none of the known series/],
    ['hangs up', (request) => request.socket.destroy(), /ECONNRESET|hang up/],
  ])('that %s is told of', async (_, answer, problem) => {
    const found = await scrape(await serve(answer), known, limits)
    expect(found.ok ? '' : found.problem).toMatch(problem)
  })

  it('that is not there is told of', async () => {
    const found = await scrape('http://127.0.0.1:1/metrics', known, limits)
    expect(found).toMatchObject({ ok: false, problem: expect.stringMatching(/ECONNREFUSED/) as string })
  })

  it('of 50 MB is read without keeping them', async () => {
    const line = `other_metric{label="${'x'.repeat(100)}"} 1\n`.repeat(8000)
    const url = await serve((_, response) => {
      let left = 50
      const more = (): void => {
        if (left === 0) return void response.end('process_open_fds 7\n')
        left -= 1
        response.write(line, more)
      }
      more()
    })
    const found = await scrape(url, known, { timeout: 15_000, bytes: 64 * 2 ** 20 })
    expect(found).toMatchObject({ ok: true, samples: [{ name: 'process_open_fds', value: 7 }] })
  })
})

describe('looking again and again', () => {
  const page = (value: number): Scrape => ({
    ok: true,
    samples: [{ name: 'process_cpu_seconds_total', labels: {}, value }],
    bytes: 1,
    took: 1,
  })

  it('tells rates from the second look on, and begins anew after a failure', async () => {
    const clock = new FakeClock()
    const answers: Scrape[] = [page(10), page(11), { ok: false, problem: 'ECONNREFUSED' }, page(20)]
    const scraper = new TargetScraper(
      { url: 'http://t/metrics', series: [] },
      clock,
      async () => answers.shift() ?? page(0),
    )
    const readings = []
    for (let look = 0; look < 4; look += 1) {
      clock.advance(2000)
      readings.push((await scraper.read()).reading)
    }
    expect(readings.map(({ resources, problem }) => [resources.map(({ used }) => used), problem])).toEqual([
      [[], undefined],
      [[0.5], undefined],
      [[], 'ECONNREFUSED'],
      [[], undefined],
    ])
  })

  it('looks less often where a look takes long', async () => {
    const clock = new FakeClock()
    const slow = async (): Promise<Scrape> => {
      clock.advance(1000)
      return page(1)
    }
    const scraper = new TargetScraper({ url: 'http://t/metrics', series: [] }, clock, slow)
    expect((await scraper.read()).wait).toBe(9000)
  })
})
