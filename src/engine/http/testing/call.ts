import { monotonicClock } from '../../../base/clock.ts'
import type { HttpOptions } from '../../config/run-config.ts'
import type { Call } from '../call.ts'
import { type CallSpec, CallTags } from '../call-order.ts'
import type { HttpVu } from '../http-vu.ts'
import type { Outcome } from '../outcome.ts'
import { parseRequestUrl, type RequestUrl } from '../request-url.ts'
import { sharedHttpOf, vuHttpOf } from '../shared-http.ts'
import { type HttpVuKit, makeHttpVu } from './http-vu.ts'

export function urlOf(text: string): RequestUrl {
  const url = parseRequestUrl(text)
  if (!url.ok) throw new Error(url.problems.join())
  return url.value
}

export const specOf = (url: string, more: Partial<CallSpec> = {}): CallSpec => ({
  method: 'GET',
  url: urlOf(url),
  headers: [],
  host: undefined,
  body: undefined,
  timeout: 10_000,
  maxRedirects: 10,
  warnsAtLimit: false,
  keepBody: true,
  expect: (status) => status >= 200 && status < 400,
  digest: false,
  cookies: undefined,
  ...more,
})

export interface Caller extends HttpVuKit {
  readonly user: HttpVu
  readonly call: (url: string, more?: Partial<CallSpec>) => Promise<Outcome>
}

/** `ended` is called at the end, unless it is cancelled. */
export function startCall(user: HttpVu, spec: CallSpec, ended: (call: Call) => void): Call {
  const call = sharedHttpOf(user.worker).calls.take()
  call.start(vuHttpOf(user), { spec, tags: new CallTags(user.tags) }, { callEnded: ended })
  return call
}

/** One VU that makes calls in real time. */
export function makeCaller(options: Partial<HttpOptions> = {}, systemTags?: readonly string[]): Caller {
  const kit = makeHttpVu(monotonicClock(), options, systemTags)
  const user = kit.vu()
  return {
    ...kit,
    user,
    call: (url, more) =>
      new Promise((resolve) => {
        startCall(user, specOf(url, more), (call) => resolve(call.outcome()))
      }),
  }
}
