import { createServer } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { RunEvent, RunSnapshot } from '../../src/engine/api.ts'
import { runToEnd, type RestProgram, startWithRest } from '../support/rest-program.ts'
import { forkTarget } from '../support/target.ts'

/** Asks for the state until `holds` is true of it. */
async function stateOf(program: RestProgram, holds: (state: RunSnapshot) => boolean): Promise<RunSnapshot> {
  for (;;) {
    const state = (await program.get('/v1/kneepoint/state')) as RunSnapshot
    if (state.phase !== undefined && holds(state)) return state
    await sleep(50)
  }
}

interface StatusAttributes {
  readonly data: { readonly attributes: Readonly<Record<string, unknown>> }
}
const statusOf = async (program: RestProgram): Promise<Readonly<Record<string, unknown>>> =>
  ((await program.get('/v1/status')) as StatusAttributes).data.attributes

const metricOf = async (program: RestProgram, name: string): Promise<Readonly<Record<string, unknown>>> => {
  const { data } = (await program.get(`/v1/metrics/${name}`)) as StatusAttributes
  return data.attributes
}

it('shows and steers a run, and stops it with exit code 103', async () => {
  await using target = await forkTarget('null')
  await using program = await startWithRest(['explore', target.url, '--rate', '50', '--duration', '60s'])
  const events = fetch(`${program.url}/v1/kneepoint/events`).then((response) => response.text())
  await stateOf(program, ({ totals }) => totals.requests > 20)
  expect(await statusOf(program)).toMatchObject({ status: 7, paused: false, stopped: false, running: true })
  expect(await metricOf(program, 'http_reqs')).toMatchObject({ type: 'counter', contains: 'default', tainted: null })
  const command = { type: 'set-rate', scenario: 'explore', rate: 200, rampMs: '500ms' }
  expect(await program.send('POST', '/v1/kneepoint/commands', command)).toEqual({
    status: 200,
    json: { accepted: true, said: 'load explore 50 -> 200/s over 500ms' },
  })
  await stateOf(program, ({ scenarios }) => scenarios[0]?.load === 200 && (scenarios[0].achieved ?? 0) > 150)
  expect(await program.send('POST', '/v1/kneepoint/commands', { ...command, scenario: 'nowhere' })).toEqual({
    status: 409,
    json: { accepted: false, said: "there is no scenario 'nowhere'; there is explore" },
  })
  const patch = (attributes: object): object => ({ data: { type: 'status', id: 'default', attributes } })
  expect(await program.send('PATCH', '/v1/status', patch({ paused: true }))).toMatchObject({
    status: 200,
    json: patch({ paused: true }),
  })
  expect(await program.send('PATCH', '/v1/status', patch({ paused: false }))).toMatchObject({ status: 200 })
  expect(await program.send('PATCH', '/v1/status', patch({ stopped: true }))).toMatchObject({
    status: 200,
    json: patch({ stopped: true }),
  })
  const { code, stderr } = await program.ended
  expect(code).toBe(103)
  expect(stderr).toContain('the run was stopped')
  const told = (await events).match(/^data: .*$/gm)?.map((line) => JSON.parse(line.slice(6)) as Partial<RunEvent>)
  expect(told?.filter(({ by }) => by === 'rest').map(({ kind }) => kind)).toEqual(['load', 'pause', 'pause', 'phase'])
  expect(told?.at(-1)).toEqual({ exitCode: 103 })
})

it('begins a paused script when it is told to, with the setup data and the VUs that it was given', async () => {
  await using target = await forkTarget('null')
  const file = join(mkdtempSync(join(tmpdir(), 'kneepoint-rest-')), 'script.js')
  writeFileSync(
    file,
    `import http from 'k6/http'
     import { check, group, sleep } from 'k6'
     export const options = {
       scenarios: { it: { executor: 'externally-controlled', vus: 1, maxVUs: 4, duration: '60s' } },
       thresholds: { http_reqs: ['count<5'] },
     }
     export function setup() { return 'of setup' }
     export default function (data) {
       group('home', () => check(http.get('${target.url}'), { 'has data': () => data.from === 'outside' }))
       sleep(0.05)
     }`,
  )
  await using program = await startWithRest(['run', file, '--paused', '--no-setup', '--threads', '2'])
  await stateOf(program, ({ phase }) => phase.kind === 'paused')
  expect(await statusOf(program)).toMatchObject({ status: 4, paused: true, running: false })
  const setup = (data: unknown): object => ({ data: { type: 'setupData', id: 'default', attributes: { data } } })
  expect((await program.send('POST', '/v1/setup')).json).toEqual(setup('of setup'))
  expect((await program.send('PUT', '/v1/setup', { from: 'outside' })).json).toEqual(setup({ from: 'outside' }))
  const patched = await program.send('PATCH', '/v1/status', { data: { attributes: { vus: 6, 'vus-max': 8 } } })
  expect(patched.status).toBe(200)
  await program.send('PATCH', '/v1/status', { data: { attributes: { paused: false } } })
  await stateOf(program, ({ totals, scenarios }) => totals.requests > 20 && scenarios[0]?.vusAllocated === 6)
  expect(await statusOf(program)).toMatchObject({ status: 7, vus: 6 })
  await stateOf(program, ({ thresholds }) => thresholds.some(({ failed }) => failed))
  expect(await statusOf(program)).toMatchObject({ tainted: true })
  expect(await metricOf(program, 'http_reqs')).toMatchObject({ tainted: true })
  expect((await program.send('PUT', '/v1/setup', {})).status).toBe(409)
  const { data } = (await program.get('/v1/groups')) as {
    data: { attributes: { path: string; checks: { name: string; passes: number; fails: number }[] } }[]
  }
  expect(data.map(({ attributes }) => attributes.path)).toEqual(['', '::home'])
  expect(data[1]?.attributes.checks).toMatchObject([{ name: 'has data', fails: 0 }])
  await program.send('POST', '/v1/kneepoint/commands', { type: 'stop', graceful: false })
  expect((await program.ended).code).toBe(103)
})

it('exits with 106 before anything runs when it cannot have the address', async () => {
  await using target = await forkTarget('null')
  await using taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = `127.0.0.1:${(taken.address() as AddressInfo).port}`
  const { code, stderr } = await runToEnd(['explore', target.url, '--headless'], { K6_ADDRESS: address })
  expect(code).toBe(106)
  expect(stderr).toContain(`cannot listen on ${address}`)
  expect((await target.counts()).received).toBe(0)
})

it.each([
  ['0.0.0.0:0', 'that needs a token'],
  ['nonsense', '--address must be HOST:PORT such as localhost:6565'],
])('refuses --address %s with 104', async (address, reason) => {
  const { code, stderr } = await runToEnd(['explore', 'http://127.0.0.1:1/', '--headless', '--address', address])
  expect(code).toBe(104)
  expect(stderr).toContain(reason)
})
