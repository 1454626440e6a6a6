import { get } from 'node:http'
import { get as getSecure } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { Window } from '../../engine/api.ts'
import { calibrationOf } from './calibrate.ts'
import { startNullServer } from './null-server.ts'

const windowAt = (second: number, achieved: number, good = achieved): Window =>
  ({ from: second * 1000, to: (second + 1) * 1000, achieved, good }) as Window

it('takes what an iteration costs the workers for their ceiling, the first second left out', () => {
  const windows = [windowAt(0, 10), windowAt(1, 1000), windowAt(2, 1000)]
  expect(calibrationOf(windows, { cpu: 0.5, utilisation: 0.8, threads: 2 })).toEqual({
    ceiling: 4000,
    measured: 1000,
    cpuPerIteration: 0.5,
    utilisation: 0.8,
    failedShare: 0,
  })
})

it('knows no ceiling when iterations fail, or when there are none', () => {
  const use = { cpu: 0.5, utilisation: 0.8, threads: 1 }
  expect(calibrationOf([windowAt(1, 100, 10)], use)).toMatchObject({ ceiling: undefined, failedShare: 0.9 })
  expect(calibrationOf([], use).ceiling).toBeUndefined()
})

it('answers at once, over TLS or not, and through a tunnel', async () => {
  const server = await startNullServer()
  const { port } = server
  const plain = await new Promise<string>((resolve) => {
    get({ port, path: '/any' }, (response) => void text(response).then(resolve))
  })
  const secure = await new Promise<string>((resolve) => {
    getSecure({ port, rejectUnauthorized: false }, (response) => void text(response).then(resolve))
  })
  expect([plain, secure]).toEqual(['{}', '{}'])
  const tunnel = connect(port, '127.0.0.1')
  tunnel.write('CONNECT shop:443 HTTP/1.1\r\nHost: shop:443\r\n\r\n')
  const said = await new Promise<string>((resolve) => {
    tunnel.once('data', (chunk: Buffer) => resolve(chunk.toString()))
  })
  expect(said).toMatch(/^HTTP\/1.1 200/)
  tunnel.destroy()
  server.close()
})
