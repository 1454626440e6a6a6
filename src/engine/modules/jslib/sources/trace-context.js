// What https://jslib.k6.io/http-instrumentation-tempo does, written anew: a trace context in the headers of every request.
import { randomBytes } from 'k6/crypto'
import { InstrumentedClient, replaceHttp } from './http-instrumentation.js'

const hex = (size) =>
  Array.from(new Uint8Array(randomBytes(size)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** k6's trace ids start with `dc0718` and the time in nanoseconds; the rest is random. */
function newTraceId() {
  const time = (BigInt(Date.now()) * 1_000_000n).toString(16)
  const start = `dc0718${time.padStart(time.length + (time.length % 2), '0')}`
  return start + hex((32 - start.length) / 2)
}

const propagators = {
  w3c: (traceId, isSampled) => ({ traceparent: `00-${traceId}-${hex(8)}-${isSampled ? '01' : '00'}` }),
  jaeger: (traceId, isSampled) => ({ 'uber-trace-id': `${traceId}:${hex(4)}:0:${isSampled ? '1' : '0'}` }),
}

function headersWith({ propagator, sampling = 1 }) {
  const write = propagators[propagator]
  if (write === undefined) throw new Error(`unknown propagator: ${propagator}`)
  if (sampling < 0 || sampling > 1) throw new Error('sampling rate must be between 0.0 and 1.0')
  return () => write(newTraceId(), Math.random() < sampling)
}

export class Client extends InstrumentedClient {
  constructor(options) {
    super(headersWith(options))
  }
}

export function instrumentHTTP(options) {
  replaceHttp(new Client(options))
}
