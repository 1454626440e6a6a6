import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { batch } from './batch.ts'
import { Client } from './client.ts'
import { constants } from './constants.ts'
import { CookieJar } from './cookie-jar.ts'
import { expectedStatuses } from './expected-statuses.ts'
import { FileData } from './file-data.ts'
import { makeHttpUrl } from './http-url.ts'
import { readMethod, type RequestInput } from './parse-request.ts'
import { cookiesOf } from './vu-cookies.ts'
import { GoError } from '../go-error.ts'

type Member = (...args: unknown[]) => unknown

/** `get(url, params)` and `head(url, params)`: no body. */
function withoutBody(client: Client, name: 'get' | 'head'): Member {
  const callName = `http.${name}`
  const method = name.toUpperCase()
  return (url, ...args) => {
    const { vu } = client
    if (args.length > 1 && vu.stage !== 'init') {
      const text = `${callName} only accepts a url and a params argument (2 arguments), but ${args.length + 1} were given`
      vu.worker.log('warn', text, 'engine')
    }
    return client.request(callName, { method, url, body: undefined, params: args[0] })
  }
}

function withBody(client: Client, name: string, method: string): Member {
  const callName = `http.${name}`
  return (url, body, params) => client.request(callName, { method, url, body, params })
}

const anyMethod = ([method, url, body, params]: readonly unknown[]): RequestInput => ({
  method: readMethod(method),
  url,
  body,
  params,
})

function vuJar(vu: Vu): CookieJar {
  if (vu.stage === 'init') throw new GoError('Making cookie jars in the init context is not supported')
  return new CookieJar(cookiesOf(vu).show())
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
    request: (...args: unknown[]) => client.request('http.request', anyMethod(args)),
    asyncRequest: (...args: unknown[]) => client.asyncRequest(anyMethod(args)),
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
