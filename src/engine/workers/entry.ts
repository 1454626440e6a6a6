import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerData } from './pool.ts'
import { packError } from './portable-error.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { WorkerThread } from './worker-thread.ts'

/** The thread side of the pool: hands messages to the worker, and what goes wrong back to main. */
const port = parentPort
if (port === null) throw new Error('this file runs in a worker thread only')

const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, [...transfer])
const fail = (error: unknown): void => post({ type: 'failed', error: packError(error) })
const thread = new WorkerThread(workerData as WorkerData, post)

port.on('message', (message: ToWorker) => {
  thread.receive(message).catch(fail)
})
process.on('uncaughtException', fail)
process.on('unhandledRejection', (reason, promise) => thread.rejected(reason, promise))
