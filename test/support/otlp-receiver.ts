import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { type OtlpPoint, OtlpStore } from './otlp-store.ts'
import { freePort, type RealServer } from './real-server.ts'

interface Received extends AsyncDisposable {
  readonly points: (metric: string) => readonly OtlpPoint[]
  /** The last value of each series of a counter, added up. */
  readonly last: (metric: string) => number
}

export interface OtlpReceiver extends RealServer, Received {
  readonly lastHistograms: OtlpStore['lastHistograms']
  readonly resource: () => Readonly<Record<string, string>>
}

/** A receiver of OTLP over HTTP that can go away and come back, and keeps what it got. */
export async function startOtlp(): Promise<OtlpReceiver> {
  const store = new OtlpStore()
  const port = await freePort()
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      store.add(await buffer(request))
      response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end()
    }
    void take()
  })
  const start = async (): Promise<void> => void (await once(server.listen(port, '127.0.0.1'), 'listening'))
  const stop = async (): Promise<void> => {
    if (!server.listening) return
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    start,
    stop,
    points: (metric) => store.points(metric),
    last: (metric) => store.last(metric),
    lastHistograms: (metric) => store.lastHistograms(metric),
    resource: () => store.resource,
    [Symbol.asyncDispose]: stop,
  }
}

/** A receiver of OTLP over gRPC without TLS. */
export async function startOtlpGrpc(): Promise<Received & { readonly address: string }> {
  const store = new OtlpStore()
  const server = new Server()
  const export_ = {
    path: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
    requestStream: false,
    responseStream: false,
    requestSerialize: (body: Buffer) => body,
    requestDeserialize: (body: Buffer) => body,
    responseSerialize: (body: Buffer) => body,
    responseDeserialize: (body: Buffer) => body,
  } as const
  server.addService(
    { Export: export_ },
    {
      Export: (call: { readonly request: Buffer }, answer: (error: null, body: Buffer) => void) => {
        store.add(call.request)
        answer(null, Buffer.alloc(0))
      },
    },
  )
  const address = `127.0.0.1:${await freePort()}`
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()))
  })
  return {
    address,
    points: (metric) => store.points(metric),
    last: (metric) => store.last(metric),
    [Symbol.asyncDispose]: async () => server.forceShutdown(),
  }
}
