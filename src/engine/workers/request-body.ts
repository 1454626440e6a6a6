import type { RequestTemplate } from '../config/run-config.ts'
import { PreparedRequest } from '../http/prepared-request.ts'
import type { Outstanding } from '../modules/vu.ts'
import type { VirtualUser, VuBody } from './virtual-user.ts'

const nothingOutstanding: Outstanding = { begin: () => undefined, end: () => undefined }

/** An iteration that is one request, for exploring a URL without a script. */
export function requestBody(vu: VirtualUser, template: RequestTemplate): VuBody {
  const request = new PreparedRequest(vu, template)
  return {
    run: (_exec, waiter) => request.start(waiter),
    post: () => undefined,
    cancel: () => request.cancel(),
    outstanding: nothingOutstanding,
  }
}
