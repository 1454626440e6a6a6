import type { RequestTemplate } from '../config/run-config.ts'
import { PreparedRequest } from '../http/prepared-request.ts'
import type { IterationBody, VirtualUser } from './virtual-user.ts'

/** An iteration that is one request, for exploring a URL without a script. */
export function requestBody(vu: VirtualUser, template: RequestTemplate): IterationBody {
  const request = new PreparedRequest(vu, template)
  return {
    run: (_exec, waiter) => request.start(waiter),
    cancel: () => request.cancel(),
  }
}
