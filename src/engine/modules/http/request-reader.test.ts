import { expect, it } from 'vitest'
import { fakeVu } from '../testing/fake-vu.ts'
import { defaultExpectedStatuses } from './expected-statuses.ts'
import type { ParamDefaults } from './request-params.ts'
import { RequestReader } from './request-reader.ts'
import { cookiesOf } from './vu-cookies.ts'

const defaults: ParamDefaults = {
  headers: [],
  expect: defaultExpectedStatuses.matches,
  throws: false,
  responseType: 'text',
}
const bare = (method: string, url: unknown) => ({ method, url, body: undefined, params: undefined })
const url = 'http://shop.test/list'

it('reads a request that comes again once', () => {
  const reader = new RequestReader(fakeVu())
  expect(reader.read(bare('GET', url), defaults)).toBe(reader.read(bare('GET', url), defaults))
})

it('reads anew what is another request', () => {
  const reader = new RequestReader(fakeVu())
  const first = reader.read(bare('GET', url), defaults)
  expect(reader.read(bare('HEAD', url), defaults).spec.method).toBe('HEAD')
  expect(reader.read(bare('GET', `${url}?page=2`), defaults).spec.url.text).toBe(`${url}?page=2`)
  expect(reader.read({ ...bare('GET', url), params: { timeout: 5 } }, defaults).spec.timeout).toBe(5)
  expect(reader.read(bare('GET', url), { ...defaults, throws: true }).throws).toBe(true)
  expect(first.spec).toMatchObject({ method: 'GET', timeout: 60_000 })
})

it('reads anew when the VU has other tags or other cookies', () => {
  const vu = fakeVu()
  const reader = new RequestReader(vu)
  const first = reader.read(bare('GET', url), defaults)
  vu.tags = vu.worker.shard.tagSets.with(vu.tags, 'group', '::cart')
  const inGroup = reader.read(bare('GET', url), defaults)
  expect([inGroup === first, inGroup.tags.base]).toEqual([false, vu.tags])
  cookiesOf(vu).store(first.spec.url, ['a=1'])
  vu.iterationInInstance += 1
  expect(reader.read(bare('GET', url), defaults).spec.cookies).not.toBe(inGroup.spec.cookies)
})
