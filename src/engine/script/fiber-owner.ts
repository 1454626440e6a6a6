import type { Fiber } from './fiber.ts'

const owners = new WeakMap<Promise<unknown>, Fiber>()

/** Remembers whose script made a promise. */
export function ownedBy<T>(fiber: Fiber, promise: Promise<T>): Promise<T> {
  owners.set(promise, fiber)
  return promise
}

let ranLast: Fiber | undefined

/** Says whose code runs from here on. */
export function runsNow(fiber: Fiber): void {
  ranLast = fiber
}

/**
 * The fiber of the VU whose script made a promise. Promises that no rewrite of ours has seen (`Promise.reject(...)` by itself)
 * are taken for those of the VU whose code ran last: rejections are told before other work of the thread begins.
 */
export const fiberOf = (promise: Promise<unknown>): Fiber | undefined => owners.get(promise) ?? ranLast
