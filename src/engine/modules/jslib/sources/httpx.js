// https://jslib.k6.io/httpx, written anew from its documentation: sessions with a base URL, headers and tags.
import http from 'k6/http'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']

/** What http.url`...` makes. */
const isTagged = (url) => typeof url === 'object' && url !== null && 'name' in url && 'url' in url

const merge = (first, second) => ({
  ...first,
  ...second,
  headers: { ...first?.headers, ...second?.headers },
  tags: { ...first?.tags, ...second?.tags },
})

export class Request {
  constructor(method, url, params = {}) {
    const { body = null, ...rest } = params ?? {}
    this.method = method
    this.url = url
    this.body = body
    this.params = rest
    if (isTagged(url)) {
      this.url = url.url
      this.addTag('name', url.name)
    }
  }
  addHeader(name, value) {
    this.params.headers = { ...this.params.headers, [name]: value }
    return this
  }
  addTag(name, value) {
    this.params.tags = { ...this.params.tags, [name]: value }
    return this
  }
}

const requestOf = (method) =>
  class extends Request {
    constructor(url, params) {
      super(method, url, params)
    }
  }

export const Get = requestOf('GET')
export const Head = requestOf('HEAD')
export const Post = requestOf('POST')
export const Put = requestOf('PUT')
export const Delete = requestOf('DELETE')
export const Connect = requestOf('CONNECT')
export const Options = requestOf('OPTIONS')
export const Trace = requestOf('TRACE')
export const Patch = requestOf('PATCH')

const isSuccess = ({ status }) => status >= 200 && status <= 399

export class Httpx {
  constructor(options = {}) {
    const { baseURL = '', errorMetric = null, errorMetricCondition = isSuccess, headers, tags, ...params } = options
    this.baseURL = baseURL
    this.errorMetric = errorMetric
    this.errorMetricCondition = errorMetricCondition
    this.k6params = { ...params, headers: { ...headers }, tags: { ...tags } }
    this.lastRequest = { responseObject: null, responseChainDuration: null }
  }

  get lastRequestChainDuration() {
    return this.lastRequest.responseChainDuration
  }

  setBaseUrl(baseURL) {
    this.baseURL = baseURL
  }
  addHeader(name, value) {
    this.k6params.headers[name] = value
  }
  addHeaders(headers) {
    Object.assign(this.k6params.headers, headers)
  }
  clearHeader(name) {
    delete this.k6params.headers[name]
  }
  addTag(name, value) {
    this.k6params.tags[name] = value
  }
  addTags(tags) {
    Object.assign(this.k6params.tags, tags)
  }
  clearTag(name) {
    delete this.k6params.tags[name]
  }

  request(method, url, body, params) {
    const prepared = this.#prepare('request', [method, url], params)
    const start = Date.now()
    const response = http.request(method, prepared.url, body, prepared.params)
    this.#remember(response, start)
    if (this.errorMetric) {
      const isExpected = prepared.params.expect ?? this.errorMetricCondition
      this.errorMetric.add(!isExpected(response))
    }
    return response
  }

  asyncRequest(method, url, body, params) {
    const prepared = this.#prepare('asyncRequest', [method, url], params)
    return http.asyncRequest(method, prepared.url, body, prepared.params)
  }

  /** A Request. */
  execute({ method, url, body, params }) {
    return this.request(method, url, body, params)
  }

  /** Requests as arrays or Request objects; their URLs start from the base URL. */
  batch(requests, sharedParams) {
    const prepared = requests
      .map((one) => (Array.isArray(one) ? one : [one.method, one.url, one.body, one.params]))
      .map(([method, url, body, params]) => [
        method,
        this.baseURL + url,
        body || null,
        merge(this.k6params, merge(sharedParams, params)),
      ])
    const start = Date.now()
    const responses = http.batch(prepared)
    this.#remember(responses, start)
    return responses
  }

  #prepare(name, [method, url], params) {
    if (method === undefined || url === undefined) {
      throw new Error(`Invalid number of arguments for ${name}(). Provide at least Method and URL.`)
    }
    if (!METHODS.includes(method)) throw new Error(`Invalid method: ${method}. Expected one of ${METHODS.join(',')}`)
    const merged = merge(this.k6params, params)
    if (isTagged(url)) merged.tags.name = url.name
    const text = isTagged(url) ? url.url : url
    return { url: text.startsWith('http') ? text : this.baseURL + text, params: merged }
  }

  #remember(response, start) {
    this.lastRequest.responseObject = response
    this.lastRequest.responseChainDuration = Date.now() - start
  }

  get(url, body, params) {
    return this.request('GET', url, body, params)
  }
  head(url, body, params) {
    return this.request('HEAD', url, body, params)
  }
  post(url, body, params) {
    return this.request('POST', url, body, params)
  }
  put(url, body, params) {
    return this.request('PUT', url, body, params)
  }
  delete(url, body, params) {
    return this.request('DELETE', url, body, params)
  }
  connect(url, body, params) {
    return this.request('CONNECT', url, body, params)
  }
  options(url, body, params) {
    return this.request('OPTIONS', url, body, params)
  }
  trace(url, body, params) {
    return this.request('TRACE', url, body, params)
  }
  patch(url, body, params) {
    return this.request('PATCH', url, body, params)
  }

  asyncGet(url, body, params) {
    return this.asyncRequest('GET', url, body, params)
  }
  asyncHead(url, body, params) {
    return this.asyncRequest('HEAD', url, body, params)
  }
  asyncPost(url, body, params) {
    return this.asyncRequest('POST', url, body, params)
  }
  asyncPut(url, body, params) {
    return this.asyncRequest('PUT', url, body, params)
  }
  asyncDelete(url, body, params) {
    return this.asyncRequest('DELETE', url, body, params)
  }
  asyncConnect(url, body, params) {
    return this.asyncRequest('CONNECT', url, body, params)
  }
  asyncOptions(url, body, params) {
    return this.asyncRequest('OPTIONS', url, body, params)
  }
  asyncTrace(url, body, params) {
    return this.asyncRequest('TRACE', url, body, params)
  }
  asyncPatch(url, body, params) {
    return this.asyncRequest('PATCH', url, body, params)
  }
}
