import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { PlainAnswer, PlainRequest, RequestWorkerData } from './request-worker.ts'

const { port1, port2 } = new MessageChannel()
const signal = new Int32Array(new SharedArrayBuffer(4))
const workerData: RequestWorkerData = { port: port2, signal }
new Worker(new URL('request-worker.ts', import.meta.url), { workerData, transferList: [port2] }).unref()
port1.unref()

/** Sends these at the same time and holds this thread until all are answered; undefined for what failed. */
export function sendAndBlock(requests: readonly PlainRequest[]): readonly (PlainAnswer | undefined)[] {
  port1.postMessage(requests)
  Atomics.wait(signal, 0, 0)
  Atomics.store(signal, 0, 0)
  const message = receiveMessageOnPort(port1) as { message: readonly (PlainAnswer | undefined)[] }
  return message.message
}
