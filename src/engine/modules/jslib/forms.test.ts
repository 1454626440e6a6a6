import { afterEach, expect, it, vi } from 'vitest'
import { type Class, type Fn, load } from './testing/load.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it.each<[unknown, object, string]>([
  [{ a: 1, b: ['x', 'y z'], c: { d: true } }, {}, 'a=1&b%5B0%5D=x&b%5B1%5D=y+z&c%5Bd%5D=true'],
  [{ b: [1, 2] }, { skipIndex: true }, 'b%5B%5D=1&b%5B%5D=2'],
  [{ b: 2, a: 1 }, { sorted: true }, 'a=1&b=2'],
  [{ a: null, b: 1 }, {}, 'a=null&b=1'],
  [{ a: null, b: 1 }, { ignorenull: true }, 'b=1'],
  [{ a: [], t: "it's ~(x)*" }, {}, 'a%5B%5D&t=it%27s+%7E%28x%29%2A'],
  [undefined, {}, ''],
])('form-urlencoded encodes %j with %j', async (data, options, text) => {
  const { exports } = await load('form-urlencoded')
  expect((exports['default'] as Fn)(data, options)).toBe(text)
})

it('formdata assembles a multipart body', async () => {
  const { exports } = await load('formdata')
  const FormData = exports['FormData'] as new () => { boundary: string; append: Fn; body: () => ArrayBuffer }
  const form = new FormData()
  form.append('note', 'hello')
  form.append('file', { data: Uint8Array.of(0xff, 0x00).buffer, filename: 'a"b.bin', content_type: 'image/png' })
  const { boundary } = form
  expect(Buffer.from(form.body()).toString('latin1')).toBe(
    `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\nContent-Type: text/plain\r\n\r\nhello\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a%22b.bin"\r\nContent-Type: image/png\r\n\r\n\xff\x00\r\n` +
      `--${boundary}--\r\n`,
  )
})

it.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [20_000_000_000, '65353130'],
])('totp at %i s is %s', async (seconds, code) => {
  const { exports } = await load('totp')
  const totp = new (exports['TOTP'] as Class)('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 8)
  vi.spyOn(Date, 'now').mockReturnValue(seconds * 1_000)
  expect(await totp['gen']!()).toBe(code)
  expect(await totp['verify']!(code)).toBe(true)
})

it('url has the standard classes', async () => {
  const { exports } = await load('url')
  const url = new (exports['URL'] as typeof URL)('https://example.com/a?b=1')
  url.searchParams.append('c', 'd e')
  expect(url.toString()).toBe('https://example.com/a?b=1&c=d+e')
  expect(new (exports['URLSearchParams'] as typeof URLSearchParams)('x=1').get('x')).toBe('1')
})
