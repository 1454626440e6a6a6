import { type RestServer, serveRest } from '../serve.ts'
import { FakeRun, fakeSetup, readings } from './fake-surface.ts'

interface Given {
  readonly token?: string
  readonly host?: string
}

/** The API with a fake run behind it. */
export interface Shown extends AsyncDisposable {
  readonly server: RestServer
  readonly run: FakeRun
  readonly setup: ReturnType<typeof fakeSetup>
  readonly ask: (method: string, path: string, body?: string, headers?: Record<string, string>) => Promise<Response>
}

export async function serving({ token, host = '127.0.0.1' }: Given = {}): Promise<Shown> {
  const server = await serveRest({ address: { host, port: 0 }, token })
  const [run, setup] = [new FakeRun(), fakeSetup()]
  server.show(run, readings, setup)
  const url = server.url.replace('0.0.0.0', '127.0.0.1')
  return {
    server,
    run,
    setup,
    ask: (method, path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** What the errors of an answer say. */
export async function detailOf(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { readonly errors: readonly { readonly detail: string }[] }
  return errors[0]?.detail ?? ''
}
