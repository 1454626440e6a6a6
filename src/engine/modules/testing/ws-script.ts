import { monotonicClock } from '../../../base/clock.ts'
import { ws } from '../ws/module.ts'
import type { EchoServer } from './echo-server.ts'
import { fakeConfig } from './fake-config.ts'
import { type FakeVu, fakeVu, samplesOf } from './fake-vu.ts'
import { waitFor } from './wait-for.ts'

/** The socket of `ws.connect()` as a test uses it. */
export interface Socket {
  readonly on: (event: string, handler: (...args: never[]) => unknown) => void
  readonly send: (message: unknown) => void
  readonly sendBinary: (message: unknown) => void
  readonly ping: () => void
  readonly setTimeout: (fn: () => unknown, ms: number) => void
  readonly setInterval: (fn: () => unknown, ms: number) => void
  readonly close: (code?: number) => void
}
export type SetUp = (socket: Socket) => unknown

/** A VU in real time. */
export const makeVu = (options: Parameters<typeof fakeConfig>[0] = {}): FakeVu =>
  fakeVu({ worker: { clock: monotonicClock(), config: fakeConfig(options) } })
export const connect = (vu: FakeVu, ...args: unknown[]): unknown =>
  (ws(vu)['connect'] as (...args: unknown[]) => unknown)(...args)
/** Connects, talks and gives the response. */
export const run = (vu: FakeVu, server: EchoServer, setUp: SetUp, params: unknown = null): Promise<unknown> =>
  waitFor(connect(vu, server.url, params, setUp))
/** The first value of each metric. */
export const countOf = (vu: FakeVu): Record<string, number | undefined> =>
  Object.fromEntries(samplesOf(vu).map(({ metric, values }) => [metric, values[0]]))
