import { isBare, type ParsedRequest, parseRequest, type RequestInput } from './parse-request.ts'
import type { ParamDefaults } from './request-params.ts'
import type { Vu } from '../vu.ts'
import { cookiesOf } from './vu-cookies.ts'

interface Known {
  readonly input: RequestInput
  readonly defaults: ParamDefaults
  readonly request: ParsedRequest
  /** Of the VU when it was read. */
  readonly tags: number
}

/** Reads the requests of one VU; the last one that was no more than a method and a URL is not read anew when it comes again. */
export class RequestReader {
  readonly #vu: Vu
  #known: Known | undefined

  constructor(vu: Vu) {
    this.#vu = vu
  }

  /** Throws what is wrong with the arguments. */
  read(input: RequestInput, defaults: ParamDefaults): ParsedRequest {
    if (typeof input.url !== 'string' || !isBare(input)) return parseRequest(this.#vu, input, defaults)
    const known = this.#known
    if (known !== undefined && this.#isSame(known, input, defaults)) return known.request
    const request = parseRequest(this.#vu, input, defaults)
    this.#known = { input, defaults, request, tags: this.#vu.tags }
    return request
  }

  #isSame({ input, defaults, request, tags }: Known, { method, url }: RequestInput, now: ParamDefaults): boolean {
    return (
      input.url === url &&
      input.method === method &&
      tags === this.#vu.tags &&
      defaults === now &&
      request.spec.cookies === cookiesOf(this.#vu)
    )
  }
}
