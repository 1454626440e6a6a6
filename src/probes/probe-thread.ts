import { parentPort } from 'node:worker_threads'
import { linuxReader, portableReader } from './read-host.ts'

/** Runs in a thread of its own, so that no probe can delay the engine or the screen. */
const PERIOD = process.platform === 'linux' ? 1000 : 5000
const reader = process.platform === 'linux' ? linuxReader() : portableReader()

setInterval(() => {
  void reader.read().then((reading) => parentPort?.postMessage(reading))
}, PERIOD)
