import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory, WorkerContext } from '../vu.ts'
import { Blob } from './blob.ts'
import { openForScript } from './open-for-script.ts'
import type { WebSocket } from './web-socket.ts'

export const websockets: ModuleFactory = (vu) =>
  namespaceOf({
    Blob,
    // Not an arrow function: scripts call it with `new`.
    WebSocket: function WebSocket(...args: unknown[]): WebSocket {
      return openForScript(vu, args)
    },
  })

const warned = new WeakSet<WorkerContext>()

/** k6/experimental/websockets, its old name. */
export const experimentalWebsockets: ModuleFactory = (vu) => {
  if (!warned.has(vu.worker)) {
    warned.add(vu.worker)
    const message =
      'k6/experimental/websockets is deprecated and will be removed in a future release. Please use k6/websockets instead.'
    vu.worker.log('warn', message, 'engine')
  }
  return websockets(vu)
}
