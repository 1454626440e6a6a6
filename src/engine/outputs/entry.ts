import { parentPort } from 'node:worker_threads'
import { OutputHost } from './output-host.ts'
import type { FromOutputs, ToOutputs } from './protocol.ts'

/** The thread side of the outputs. What goes wrong in it ends the thread, and main says so. */
const port = parentPort
if (port === null) throw new Error('this file runs in a worker thread only')

const host = new OutputHost((message: FromOutputs) => port.postMessage(message))
port.on('message', (message: ToOutputs) => {
  host.receive(message).catch((error: unknown) => {
    process.nextTick(() => {
      throw error
    })
  })
})
