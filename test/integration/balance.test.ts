import { describe, expect, it } from 'vitest'
import { startHaproxy } from '../support/haproxy.ts'
import { startNginx } from '../support/nginx.ts'
import { forkPods } from '../support/pods.ts'
import { isInstalled, isThere } from '../support/real-server.ts'
import { runProcess } from '../support/run-process.ts'

interface BackendRow {
  readonly name: string
  readonly answers: number
  readonly connections: number
}
interface ServiceRow {
  readonly kind: string
  readonly conclusion: string
  readonly notes: readonly string[]
  readonly connectionsStay: boolean | null
  readonly backends: readonly BackendRow[]
}
interface Result {
  readonly balance: { readonly by: unknown; readonly services: readonly ServiceRow[] }
  readonly events: readonly { readonly kind: string; readonly text: string }[]
  readonly metrics: Readonly<Record<string, unknown>>
  readonly totals: { readonly requests: number }
}

const script = (seconds: number, more: object = {}): string => `
import http from 'k6/http'
export const options = ${JSON.stringify({
  scenarios: {
    load: { executor: 'constant-arrival-rate', rate: 100, duration: `${seconds}s`, preAllocatedVUs: 6 },
  },
  ...more,
})}
export default function () { http.get(__ENV.TARGET) }
`

const byHeader = ['--backend-header', 'X-Pod', '--result', 'result.json', '--no-record']
const resultIn = (files: Readonly<Record<string, string>>): Result => JSON.parse(files['result.json'] ?? '') as Result
const countsOf = ({ backends }: ServiceRow, of: 'answers' | 'connections'): Readonly<Record<string, number>> =>
  Object.fromEntries(backends.map((backend) => [backend.name, backend[of]]))
const marksIn = ({ events }: Result): readonly string[] =>
  events.filter(({ kind }) => kind === 'mark').map(({ text }) => text)

describe.runIf(isInstalled('haproxy'))('behind haproxy', () => {
  it('counts what haproxy counts, names a slow backend, and tells of one that is added', async () => {
    await using pods = await forkPods({ a: 0, b: 0, slow: 30, late: 0 })
    await using balancer = await startHaproxy({
      mode: 'http',
      balance: 'roundrobin',
      ports: pods.ports,
      disabled: ['late'],
    })
    const { files, stderr } = await runProcess(
      script(8, { thresholds: { 'http_req_duration{backend:slow}': ['med>25'] } }),
      {
        args: byHeader,
        env: { TARGET: balancer.url },
        during: async ({ said }) => {
          await said(/running 00:04/)
          await balancer.say('set server pods/late state ready')
        },
      },
    )
    const result = resultIn(files)
    const [service] = result.balance.services
    if (service === undefined) throw new Error('no service answered')
    expect(countsOf(service, 'answers')).toEqual(await balancer.dealt())
    expect(service.kind).toBe('even')
    expect(service.notes.join()).toMatch(/^slow is slow: median 3\d\S* ms/)
    expect(marksIn(result).join()).toContain('backend late appeared: 4 answer now')
    expect(stderr).toContain('kneepoint: balance: 4 backends with even shares')
    expect(stderr).not.toContain('crossed')
  })

  it('tells connections that stay from a balancer that is uneven, and ages them when asked', async () => {
    await using pods = await forkPods({ a: 0, b: 0, c: 0 })
    await using balancer = await startHaproxy({ mode: 'tcp', balance: 'roundrobin', ports: pods.ports })
    const env = { TARGET: balancer.url }
    const kept = resultIn((await runProcess(script(2), { args: byHeader, env })).files).balance.services[0]
    expect(kept?.connectionsStay).toBe(true)
    expect(kept?.kind).not.toBe('balancer')
    expect(kept && countsOf(kept, 'connections')).toEqual(await balancer.dealt())

    const aged = resultIn(
      (await runProcess(script(3), { args: [...byHeader, '--connection-max-age', '100ms'], env })).files,
    ).balance.services[0]
    expect(aged?.kind).not.toBe('balancer')
    const opened = aged?.backends.reduce((sum, { connections }) => sum + connections, 0) ?? 0
    expect(opened).toBeGreaterThan(12)
    expect(opened).toBeLessThan(400)
  })

  it('names the balancer where hashing of addresses makes the shares uneven', async () => {
    await using pods = await forkPods({ a: 0, b: 0, c: 0 })
    await using balancer = await startHaproxy({ mode: 'tcp', balance: 'source', ports: pods.ports })
    const { files } = await runProcess(script(2, { noConnectionReuse: true, localIPs: '127.0.0.2-127.0.0.5' }), {
      args: byHeader,
      env: { TARGET: balancer.url },
    })
    const [service] = resultIn(files).balance.services
    expect(service && countsOf(service, 'answers')).toEqual(withoutZeros(await balancer.dealt()))
    expect(service?.kind).toMatch(/balancer|single/)
  })
})

const withoutZeros = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))

describe.runIf(isThere('nginx'))('behind nginx', () => {
  it('counts what its log counts, and calls what is dealt by chance even', async () => {
    await using pods = await forkPods({ a: 0, b: 0, c: 0 })
    await using nginx = await startNginx('random;', Object.values(pods.ports))
    const args = ['--backend-header', 'X-Upstream', '--result', 'result.json', '--no-record']
    const { files } = await runProcess(script(3), { args, env: { TARGET: `${nginx.url}/` } })
    const [service] = resultIn(files).balance.services
    expect(service && countsOf(service, 'answers')).toEqual(nginx.dealt())
    expect(service?.connectionsStay).toBe(false)
  })
})

it('finds the backend in the body, and says once when no answer tells', async () => {
  await using pods = await forkPods({ a: 0 })
  const target = { TARGET: `http://127.0.0.1:${pods.ports['a']}/` }
  const args = ['--result', 'result.json', '--no-record', '--backend-pattern', String.raw`served by (\w+)`]
  const found = resultIn((await runProcess(script(2, { discardResponseBodies: true }), { args, env: target })).files)
  expect(found.balance.services[0]?.backends).toMatchObject([{ name: 'a', answers: found.totals.requests }])
  expect(Object.keys(found.metrics).filter((name) => name.startsWith('backend'))).toEqual([])

  const headless = ['--backend-header', 'X-Node', '--result', 'result.json', '--no-record']
  const missing = resultIn((await runProcess(script(2), { args: headless, env: target })).files)
  expect(marksIn(missing)).toEqual(['no answer has the header x-node: backends cannot be told apart'])
  expect(missing.balance.services[0]).toMatchObject({ kind: 'single' })
})
