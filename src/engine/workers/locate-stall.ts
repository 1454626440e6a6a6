import { Session } from 'node:inspector'
import type { Millis } from '../../base/units.ts'

/** Where a thread is at this moment: a stack trace in V8's form. */
export type StackOfThread = string

/** On a machine that is overloaded a thread gets to the debugger late. */
const PATIENCE: Millis = 10_000
/** It may be paused even later than that, and must not stay so: for so long it is waited for until it is let go. */
const LETTING_GO: Millis = 5000

interface Attached {
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly title: string } }
}
interface Received {
  readonly params: { readonly sessionId: string; readonly message: string }
}
interface Frame {
  readonly functionName: string
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number }
}
interface FromDebugger {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly callFrames?: readonly Frame[]; readonly scriptId?: string; readonly url?: string }
}

/** The debugger goes on without us before the thread is ended: one that is ended while paused never ends. */
const steps = ['Debugger.enable', 'Debugger.pause', 'Debugger.disable'] as const
type Step = (typeof steps)[number]
const idOf = (step: Step): number => steps.indexOf(step) + 1

/**
 * The stack of a worker thread that does not answer, for example one in an endless loop: the debugger can interrupt it where a
 * message cannot. Undefined when that does not work within ten seconds.
 */
export async function locateStall(threadName: string): Promise<StackOfThread | undefined> {
  const session = new Session()
  session.connect()
  const found = Promise.withResolvers<StackOfThread | undefined>()
  let stack: StackOfThread | undefined
  let attached: string | undefined
  const timer = setTimeout(() => {
    if (attached === undefined) found.resolve(undefined)
    else tell(session, attached, 'Debugger.disable')
  }, PATIENCE)
  const end = setTimeout(() => found.resolve(undefined), PATIENCE + LETTING_GO)
  // Frames name their script by a number; the debugger tells all of them when it is enabled.
  const urls = new Map<string, string>()
  session.on('NodeWorker.attachedToWorker', ({ params }: Attached) => {
    if (!params.workerInfo.title.includes(threadName)) return
    attached = params.sessionId
    tell(session, params.sessionId, 'Debugger.enable')
    tell(session, params.sessionId, 'Debugger.pause')
  })
  session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }: Received) => {
    const { id, method, params } = JSON.parse(message) as FromDebugger
    if (id === idOf('Debugger.disable')) found.resolve(stack)
    if (method === 'Debugger.scriptParsed') urls.set(params?.scriptId ?? '', params?.url ?? '')
    if (method !== 'Debugger.paused') return
    stack = stackOf(params?.callFrames ?? [], urls)
    tell(session, sessionId, 'Debugger.disable')
  })
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  try {
    return await found.promise
  } finally {
    clearTimeout(timer)
    clearTimeout(end)
    session.disconnect()
  }
}

function tell(session: Session, sessionId: string, step: Step): void {
  const message = JSON.stringify({ id: idOf(step), method: step })
  session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
}

const stackOf = (frames: readonly Frame[], urls: ReadonlyMap<string, string>): StackOfThread =>
  frames
    .map(({ functionName, location: { scriptId, lineNumber, columnNumber } }) => {
      const place = `${urls.get(scriptId) ?? ''}:${lineNumber + 1}:${columnNumber + 1}`
      return functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`
    })
    .join('\n')
