// What both http-instrumentation-* modules of jslib share: HTTP functions that add headers to every request.
import http from 'k6/http'

/** `headersFor(url, body, params)` gives the headers to add. */
export class InstrumentedClient {
  #request
  #asyncRequest
  #headersFor

  constructor(headersFor, request = http.request, asyncRequest = http.asyncRequest) {
    this.#headersFor = headersFor
    this.#request = request
    this.#asyncRequest = asyncRequest
  }

  request(method, url, body = null, params) {
    return this.#request(method, url, body, this.#withHeaders(url, body, params))
  }
  asyncRequest(method, url, body = null, params) {
    return this.#asyncRequest(method, url, body, this.#withHeaders(url, body, params))
  }

  #withHeaders(url, body, params) {
    return { ...params, headers: { ...params?.headers, ...this.#headersFor(url, body, params) } }
  }

  get(url, params) {
    return this.request('GET', url, null, params)
  }
  head(url, params) {
    return this.request('HEAD', url, null, params)
  }
  del(url, body, params) {
    return this.request('DELETE', url, body, params)
  }
  options(url, body, params) {
    return this.request('OPTIONS', url, body, params)
  }
  patch(url, body, params) {
    return this.request('PATCH', url, body, params)
  }
  post(url, body, params) {
    return this.request('POST', url, body, params)
  }
  put(url, body, params) {
    return this.request('PUT', url, body, params)
  }
}

/** Makes the functions of k6/http those of the client. */
export function replaceHttp(client) {
  http.request = (method, url, body, params) => client.request(method, url, body, params)
  http.asyncRequest = (method, url, body, params) => client.asyncRequest(method, url, body, params)
  http.get = (url, params) => client.get(url, params)
  http.head = (url, params) => client.head(url, params)
  http.del = (url, body, params) => client.del(url, body, params)
  http.options = (url, body, params) => client.options(url, body, params)
  http.patch = (url, body, params) => client.patch(url, body, params)
  http.post = (url, body, params) => client.post(url, body, params)
  http.put = (url, body, params) => client.put(url, body, params)
}
