import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { configOf } from '../config/testing/consolidated.ts'
import { findModule } from '../modules/modules.ts'
import { isWorthWarming, REQUESTS, warmUp } from './warm-up.ts'
import { startWarmUpServer } from './warm-up-server.ts'

const open = (rate: number, more: object = {}): object => ({
  executor: 'constant-arrival-rate',
  rate,
  duration: '10s',
  preAllocatedVUs: 10,
  ...more,
})
const configWith = (scenarios: Readonly<Record<string, object>>, threads = 1) =>
  configOf({ script: { scenarios }, threads })

describe('a worker is warmed up', () => {
  it.each([
    ['many arrivals from the first moment on', { a: open(1000) }, 1, true],
    ['scenarios that are many together', { a: open(600), b: open(600) }, 1, true],
    ['fewer arrivals', { a: open(999) }, 1, false],
    ['many arrivals of which each worker has few', { a: open(1900) }, 2, false],
    ['a scenario that begins later', { a: open(6000, { startTime: '5s' }) }, 1, false],
    ['VUs that wait for their answers', { a: { executor: 'constant-vus', vus: 500, duration: '10s' } }, 1, false],
  ])('for %s: %o on %i threads: %s', (_what, scenarios, threads, isWorth) => {
    expect(isWorthWarming(configWith(scenarios, threads))).toBe(isWorth)
  })

  it('by requests of the HTTP module of the script, or of an exploration, and then it is over', async () => {
    const config = configWith({ a: open(6000) })
    expect(await warmUp(config, await findModule('k6/http')())).toBe(REQUESTS)
    expect(await warmUp(config, undefined)).toBe(REQUESTS)
  })

  it('without a word to a proxy, and whatever the options of the run say of hosts', async () => {
    let connections = 0
    const proxy = createServer(() => (connections += 1)).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address()
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    try {
      const { http, ...config } = configWith({ a: open(6000) })
      await warmUp({ ...config, http: { ...http, blacklistIPs: ['127.0.0.0/8'], rps: 1 } }, undefined)
    } finally {
      delete process.env['HTTP_PROXY']
      proxy.close()
    }
    expect(connections).toBe(0)
  })
})

it('the server of the warm-up answers on the loopback interface until it is disposed of', async () => {
  const server = await startWarmUpServer()
  expect(new URL(server.url).hostname).toBe('127.0.0.1')
  expect(await (await fetch(server.url)).text()).toBe('ok')
  server[Symbol.dispose]()
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
})
