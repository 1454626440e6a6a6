import { type Codec, scalar } from '../config/codec.ts'

const isHttp = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

const withoutSlash = (url: string): string => url.replace(/\/$/, '')

/** An address that begins with http:// or https://; a slash at its end is left out. */
export const httpUrl: Codec<string> = scalar({
  expected: 'a URL that begins with http:// or https://',
  parse: (value) => (isHttp(value) ? withoutSlash(value) : undefined),
})
export const optionalHttpUrl = httpUrl as Codec<string | undefined>
