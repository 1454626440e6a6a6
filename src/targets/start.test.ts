import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { UserError } from '../base/errors.ts'
import type { RunningTarget, StartOptions } from './start.ts'
import { startTarget } from './start.ts'

const open: RunningTarget[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((target) => target.close()))
})

async function start(options: StartOptions): Promise<RunningTarget> {
  const target = await startTarget(options)
  open.push(target)
  return target
}

const json = async (url: string, init?: RequestInit): Promise<Record<string, unknown>> =>
  (await (await fetch(url, init)).json()) as Record<string, unknown>

it('takes any method and path for work and names its model', async () => {
  const { url } = await start({ model: 'bounded', params: { 'service-time': '2ms' } })
  const replies = await Promise.all([
    fetch(url),
    fetch(`${url}/a/b?c=d`),
    fetch(`${url}/truth`, { method: 'POST', body: 'x'.repeat(100_000) }),
    fetch(`${url}/counts`, { method: 'DELETE' }),
    fetch(`${url}/reset`),
    fetch(`${url}/h`, { method: 'HEAD' }),
  ])
  expect(replies.map(({ status, headers }) => [status, headers.get('x-target-model')])).toEqual(
    replies.map(() => [200, 'bounded']),
  )
  expect(await json(`${url}/counts`)).toMatchObject({ received: 6, answered: 6, rejected: 0, byStatus: { 200: 6 } })
})

it('tells its truth', async () => {
  const { url } = await start({ model: 'bounded', params: { servers: '4', serviceTime: 10 } })
  expect(await json(`${url}/truth`)).toMatchObject({
    model: 'bounded',
    params: { servers: 4, serviceTime: 10, queue: 200, law: 'det' },
    capacity: 400,
    saturationLoad: 400,
    saturationUsers: 4,
    buckleLoad: null,
    busyFraction: 0,
    lateReplies: 0,
  })
})

it('refuses with 503 what finds no place, and forgets it on reset', async () => {
  const { url } = await start({ model: 'bounded', params: { servers: 1, queue: 1, serviceTime: 50 } })
  const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await fetch(url)).status))
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 503, 503])
  expect(await json(`${url}/counts`)).toMatchObject({ received: 4, answered: 2, rejected: 2 })
  expect(await json(`${url}/reset`, { method: 'POST' })).toMatchObject({ received: 0, answered: 0, rejected: 0 })
})

it('keeps a server busy for a client that has gone', async () => {
  const { url } = await start({ model: 'bounded', params: { servers: 1, serviceTime: 300 } })
  const leaving = request(url)
  const left = new Promise((resolve) => leaving.once('close', resolve))
  leaving.on('error', () => {})
  leaving.end()
  await expect.poll(async () => (await json(`${url}/counts`))['inService']).toBe(1)
  leaving.destroy()
  await left
  expect((await fetch(url)).status).toBe(200)
  expect(await json(`${url}/counts`)).toMatchObject({ received: 2, answered: 1, abandoned: 1 })
})

it('answers many requests on one connection', async () => {
  const { url } = await start({ model: 'null' })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number | undefined>()
  for (let turn = 0; turn < 20; turn += 1) {
    const body = await new Promise<string>((resolve, reject) => {
      request(url, { agent }, (response) => {
        ports.add(response.socket.localPort)
        resolve(text(response))
      })
        .on('error', reject)
        .end()
    })
    expect(body).toBe('ok\n')
  }
  agent.destroy()
  expect(ports.size).toBe(1)
})

it('closes while requests wait', async () => {
  const target = await startTarget({ model: 'bounded', params: { serviceTime: '1h' } })
  const waiting = fetch(target.url)
  await expect.poll(async () => (await json(`${target.url}/counts`))['inService']).toBe(1)
  await target.close()
  await waiting.then(
    ({ status }) => expect(status).toBe(200),
    (error: unknown) => expect(error).toBeInstanceOf(TypeError),
  )
})

it.each([
  [{ model: 'bouned' }, /no target "bouned"; did you mean "bounded"\?/],
  [{ model: 'toString' }, /no target "toString"/],
  [{ model: 'bounded', params: { servers: 0, nope: 1 } }, /--nope is not an option.*\n--servers must be/],
])('refuses %j', async (options, message) => {
  await expect(startTarget(options)).rejects.toThrow(message)
  await expect(startTarget(options)).rejects.toBeInstanceOf(UserError)
})

it('says which address it cannot have', async () => {
  const { port } = await start({ model: 'null' })
  await expect(startTarget({ model: 'null', port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`)
})
