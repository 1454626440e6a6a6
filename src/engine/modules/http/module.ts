import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { batch } from './batch.ts'
import { Client } from './client.ts'
import { constants } from './constants.ts'
import { CookieJar } from './cookie-jar.ts'
import { expectedStatuses } from './expected-statuses.ts'
import { FileData } from './file-data.ts'
import { makeHttpUrl } from './http-url.ts'
import { cookiesOf } from './vu-cookies.ts'

type Member = (...args: unknown[]) => unknown

/** `get(url, params)` and `head(url, params)`: no body. */
function withoutBody(client: Client, name: 'get' | 'head'): Member {
  return (url, ...args) => {
    const { vu } = client
    if (args.length > 1 && vu.stage !== 'init') {
      const text = `http.${name} only accepts a url and a params argument (2 arguments), but ${args.length + 1} were given`
      vu.worker.log('warn', text, 'engine')
    }
    return client.request(`http.${name}`, [name.toUpperCase(), url, undefined, args[0]])
  }
}

const withBody =
  (client: Client, name: string, method: string): Member =>
  (url, body, params) =>
    client.request(`http.${name}`, [method, url, body, params])

function vuJar(vu: Vu): CookieJar {
  if (vu.stage === 'init') throw new Error('Making cookie jars in the init context is not supported')
  return new CookieJar(cookiesOf(vu))
}

/** k6/http for one VU. */
export const http: ModuleFactory = (vu) => {
  const client = new Client(vu)
  return namespaceOf({
    get: withoutBody(client, 'get'),
    head: withoutBody(client, 'head'),
    post: withBody(client, 'post', 'POST'),
    put: withBody(client, 'put', 'PUT'),
    patch: withBody(client, 'patch', 'PATCH'),
    del: withBody(client, 'del', 'DELETE'),
    options: withBody(client, 'options', 'OPTIONS'),
    request: (...args: unknown[]) => client.request('http.request', args),
    asyncRequest: (...args: unknown[]) => client.asyncRequest(args),
    batch: (...args: unknown[]) => batch(client, args),
    url: (strings: readonly string[], ...values: unknown[]) => makeHttpUrl(strings, values),
    file: (data: unknown, filename?: unknown, contentType?: unknown) => new FileData(data, filename, contentType),
    cookieJar: () => vuJar(vu),
    CookieJar,
    setResponseCallback: (callback: unknown) => client.setResponseCallback(callback),
    expectedStatuses,
    ...constants,
  })
}
