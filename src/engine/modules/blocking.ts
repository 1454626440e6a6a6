/** Who waits for a blocking call: the fiber of a VU. Exactly one of the two is called, once. */
export interface Waiter {
  resume(value: unknown): void
  fail(error: unknown): void
}

/** Calls that nobody is going to start as yet: the eldest, which is nearly always the only one, and those made since. */
let eldest: BlockingCall | undefined
const others = new Set<BlockingCall>()

function untake(call: BlockingCall): void {
  if (eldest === undefined && others.size === 0) eldest = call
  else others.add(call)
}

/** Says that somebody has the call in hand and will start it, or has refused it. */
export function take<T extends BlockingCall>(call: T): T {
  if (eldest === call) eldest = undefined
  else if (others.size > 0) others.delete(call)
  return call
}

/** A call that the script made and nobody took: it was used as if it were its result, or dropped. */
export function takeLost(): BlockingCall | undefined {
  if (eldest === undefined && others.size === 0) return undefined
  const lost = eldest ?? others.values().next().value
  eldest = undefined
  others.clear()
  return lost
}

const noticed = new WeakSet<BlockingCall>()
/** Calls of one kind mostly follow each other. */
let lastNoticed: BlockingCall | undefined

/** Whoever starts a call has it in hand. Here, and not in each kind of call, so that none can forget it. */
function noticeStart(kind: BlockingCall): void {
  if (lastNoticed === kind) return
  lastNoticed = kind
  if (noticed.has(kind)) return
  noticed.add(kind)
  const start: BlockingCall['start'] = Reflect.get(kind, 'start')
  kind.start = function (this: BlockingCall, waiter: Waiter): void {
    take(this)
    start.call(this, waiter)
  }
}

/**
 * An unfinished blocking call, such as `http.get()` or `sleep()`. A module returns one in place of the value; the transform
 * (docs/adr/0002) makes the calling function suspend until it is finished. A call that has its answer at once returns the
 * plain value instead. Nothing happens before `start`.
 */
export abstract class BlockingCall {
  constructor() {
    noticeStart(new.target.prototype)
    untake(this)
  }

  /** What the script called, for the error when it cannot wait there: `http.get`. */
  abstract readonly callName: string
  /** Begins the work. May finish before it returns. */
  abstract start(waiter: Waiter): void
  /** Ends the work without an answer: the iteration was interrupted. The waiter is not called any more. */
  abstract cancel(): void
}

/** A blocking call stands where the script cannot wait for it. */
export class CannotWaitError extends Error {
  override readonly name: string = 'CannotWaitError'
}

let misuse: CannotWaitError | undefined

/** The first error since the last call that came of using an unfinished call as if it were its result. */
export function takeMisuse(): CannotWaitError | undefined {
  const error = misuse
  misuse = undefined
  return error
}

/**
 * Code that takes an unfinished call for its result reads a member that the call does not have: that ends in an error, not in
 * a silent wrong value.
 */
const refuseUse: ProxyHandler<object> = {
  get(_, member, call: unknown) {
    if (!isNoticed(member) || !(call instanceof BlockingCall)) return undefined
    misuse ??= new CannotWaitError(`${call.callName} blocks, but the script cannot wait for it here`)
    throw misuse
  },
}

/** Symbols by which tools look at values are harmless, those by which the language converts them are not. */
const isNoticed = (member: string | symbol): boolean =>
  typeof member === 'string' ||
  member === Symbol.toPrimitive ||
  member === Symbol.iterator ||
  member === Symbol.asyncIterator

Object.setPrototypeOf(BlockingCall.prototype, new Proxy(Object.create(null), refuseUse))
