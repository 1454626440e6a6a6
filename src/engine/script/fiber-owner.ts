import type { Fiber } from './fiber.ts'

const owners = new WeakMap<Promise<unknown>, Fiber>()

/** Remembers whose script made a promise. */
export function ownedBy<T>(fiber: Fiber, promise: Promise<T>): Promise<T> {
  owners.set(promise, fiber)
  return promise
}

/** The fiber of the VU whose script made a promise: if nobody handles its rejection, `abort` that fiber with the reason, as k6 does. */
export const fiberOf = (promise: Promise<unknown>): Fiber | undefined => owners.get(promise)
