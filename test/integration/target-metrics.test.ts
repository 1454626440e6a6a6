import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { isInstalled, startServer } from '../support/real-server.ts'
import { runProcess } from '../support/run-process.ts'
import { forkTarget } from '../support/target.ts'

/** An exporter whose CPU is busy by so much, and whose pool has so many connections in use. */
async function startExporter(busy: number, pool: number): Promise<AsyncDisposable & { readonly url: string }> {
  const began = performance.now()
  const server = createServer((_, response) => {
    const seconds = (performance.now() - began) / 1000
    response.end(
      `node_cpu_seconds_total{cpu="0",mode="idle"} ${seconds * (1 - busy)}
node_cpu_seconds_total{cpu="0",mode="user"} ${seconds * busy}
shop_pool_active{pool="db"} ${pool}
`,
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

const script = (thresholds: object): string => `
import http from 'k6/http'
export const options = {
  scenarios: { load: { executor: 'constant-arrival-rate', rate: 20, duration: '7s', preAllocatedVUs: 10 } },
  thresholds: ${JSON.stringify(thresholds)},
}
export default function () { http.get(__ENV.TARGET) }
`

interface Result {
  readonly target: { readonly endpoints: readonly { readonly resources: readonly { name: string; used: number }[] }[] }
  readonly thresholds: readonly { readonly metric: string; readonly value?: number; readonly ok: boolean }[]
}

it('judges what the target says of itself, and what this host does', async () => {
  await using target = await forkTarget('null')
  await using exporter = await startExporter(0.85, 9)
  const thresholds = {
    'target.cpu': ['avg<70'],
    'target.shop_pool_active': ['max<10'],
    'host.cpu': ['max<=100'],
    'host.files': [{ threshold: 'max<90', window: '2s' }],
  }
  const args = ['-e', `TARGET=${target.url}`, '--target-metrics', exporter.url, '--target-series', 'shop_pool_active']
  const { code, stderr, files } = await runProcess(script(thresholds), { args: [...args, '--result', 'result.json'] })
  const result = JSON.parse(files['result.json'] ?? '') as Result
  expect(code).toBe(99)
  expect(stderr).toContain("thresholds on metrics 'target.cpu' have been crossed")
  expect(result.thresholds.map(({ metric, ok }) => [metric, ok])).toEqual([
    ['target.cpu', false],
    ['target.shop_pool_active', true],
    ['host.cpu', true],
    ['host.files', true],
  ])
  expect(result.thresholds[0]?.value).toBeCloseTo(85, 0)
  expect(result.target.endpoints[0]?.resources[0]).toMatchObject({
    name: 'cpu',
    used: expect.closeTo(0.85, 2) as number,
  })
})

it('does not call a threshold kept on what nobody ever told', async () => {
  await using target = await forkTarget('null')
  const { code, stdout } = await runProcess(script({ 'target.cpu': ['avg<70'] }), {
    args: ['-e', `TARGET=${target.url}`],
  })
  expect(code).toBe(99)
  expect(stdout).toMatch(/✗ 'avg<70' no samples/)
})

describe.runIf(isInstalled('prometheus-node-exporter'))('a real node_exporter', () => {
  it('is read beside the load, and a dead endpoint is named', async () => {
    await using target = await forkTarget('null')
    await using exporter = await startServer({
      program: 'prometheus-node-exporter',
      readyPath: '/',
      args: (_, port) => [`--web.listen-address=127.0.0.1:${port}`],
    })
    const metrics = ['--target-metrics', `${exporter.url}/metrics`, '--target-metrics', 'http://127.0.0.1:1/metrics']
    const args = ['-e', `TARGET=${target.url}`, ...metrics, '--result', 'result.json']
    const { stderr, files } = await runProcess(script({}), { args })
    const { endpoints } = (JSON.parse(files['result.json'] ?? '') as Result).target
    const resources = new Map(endpoints.flatMap((endpoint) => endpoint.resources.map(({ name, used }) => [name, used])))
    expect([...resources.keys()]).toEqual(expect.arrayContaining(['cpu', 'busiest core', 'memory']))
    expect([...resources.values()].every((used) => used >= 0 && used <= 1.05)).toBe(true)
    expect(stderr).toContain('kneepoint: --target-metrics http://127.0.0.1:1/metrics: ECONNREFUSED')
  })
})

it('names a reading that there is not, and an option that is not one', async () => {
  const wrong = await runProcess(script({ 'target.cpus': ['avg<70'] }), { args: ['-e', 'TARGET=http://127.0.0.1:1/'] })
  expect(wrong.code).toBe(104)
  expect(wrong.stderr).toContain('did you mean "target.cpu"')
  const alone = await runProcess(script({}), { args: ['-e', 'TARGET=x', '--target-series', 'a'] })
  expect(alone.code).toBe(104)
  expect(alone.stderr).toContain('--target-metrics')
})
