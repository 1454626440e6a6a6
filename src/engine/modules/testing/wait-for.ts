import { BlockingCall } from '../blocking.ts'

/** Waits for an unfinished call as a fiber would; a plain value is its own answer. */
export function waitFor(value: unknown): Promise<unknown> {
  if (!(value instanceof BlockingCall)) return Promise.resolve(value)
  return new Promise((resolve, reject) => value.start({ resume: resolve, fail: reject }))
}
