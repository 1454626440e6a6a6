import { monotonicClock } from '../../../../base/clock.ts'
import type { HttpOptions, RunConfig } from '../../../config/run-config.ts'
import { defaultHttpOptions } from '../../../http/testing/http-vu.ts'
import { type FakeVu, fakeVu } from '../../testing/fake-vu.ts'
import { waitFor } from '../../testing/wait-for.ts'
import type { Vu } from '../../vu.ts'
import { http } from '../module.ts'
import type { Response } from '../response.ts'

type Member = (...args: unknown[]) => unknown

export interface HttpModule {
  readonly vu: FakeVu
  readonly problems: string[]
  /** The module's members as a script sees them. */
  readonly http: Readonly<Record<string, Member>>
  /** Calls a member and waits for the response. */
  readonly send: (member: string, ...args: readonly unknown[]) => Promise<Response>
}

/** k6/http for one VU, in real time. */
export function loadHttp(options: Partial<HttpOptions> = {}, more: Partial<Vu> = {}): HttpModule {
  const problems: string[] = []
  const config = { http: { ...defaultHttpOptions, ...options }, threads: 1 } as RunConfig
  const problem = (code: number, message: string): void => void problems.push(`${code} ${message}`)
  const vu = fakeVu({ worker: { clock: monotonicClock(), config, problem }, vu: more })
  const members = http(vu)['default'] as Readonly<Record<string, Member>>
  const send = async (member: string, ...args: readonly unknown[]): Promise<Response> => {
    const call = members[member]
    if (call === undefined) throw new Error(`http.${member} does not exist`)
    return (await waitFor(call(...args))) as Response
  }
  return { vu, problems, http: members, send }
}
