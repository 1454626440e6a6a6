import { describe, expect, it } from 'vitest'
import { CookieJar } from './cookie-jar.ts'
import { fakeVu } from '../testing/fake-vu.ts'
import { readUrl } from './http-url.ts'
import { cookiesOf } from './vu-cookies.ts'

function jarWith(url: string, attributes: object): CookieJar {
  const jar = new CookieJar()
  jar.set(url, 'a', '1', attributes)
  return jar
}

describe('a cookie', () => {
  it.each([
    ['http://h.test/', {}, 'http://h.test/x/y', true],
    ['http://h.test/', {}, 'http://sub.h.test/', false],
    ['http://h.test/', { domain: 'h.test' }, 'http://sub.h.test/', true],
    ['http://h.test/', { domain: '.h.test' }, 'http://sub.h.test/', true],
    ['http://h.test/', { domain: 'other.test' }, 'http://other.test/', false],
    ['http://h.test/a/b', {}, 'http://h.test/a/c', true],
    ['http://h.test/a/b', {}, 'http://h.test/', false],
    ['http://h.test/', { path: '/a' }, 'http://h.test/a/b', true],
    ['http://h.test/', { path: '/a' }, 'http://h.test/ab', false],
    ['http://h.test/', { secure: true }, 'http://h.test/', false],
    ['https://h.test/', { secure: true }, 'https://h.test/', true],
    ['http://localhost/', { secure: true }, 'http://localhost/', false],
    ['http://h.test/', { http_only: true }, 'http://h.test/', true],
    ['http://h.test/', { max_age: 60 }, 'http://h.test/', true],
    ['http://h.test/', { max_age: -1 }, 'http://h.test/', false],
    ['http://h.test/', { expires: 'Mon, 02 Jan 2006 15:04:05 GMT' }, 'http://h.test/', false],
    ['http://h.test/', { expires: 'Fri, 02 Jan 2099 15:04:05 GMT' }, 'http://h.test/', true],
    ['http://127.0.0.1:80/', {}, 'http://127.0.0.1:8080/', true],
  ])('set at %s with %j is sent to %s: %s', (url, attributes, to, isSent) => {
    expect(jarWith(url, attributes).cookiesForURL(to)).toEqual(isSent ? { a: ['1'] } : {})
  })

  it('with a wrong time is refused', () => {
    expect(() => jarWith('http://h.test/', { expires: '2006-01-02' })).toThrow(/unable to parse "expires" date string/)
  })
})

it('keeps cookies of one name for several paths', () => {
  const jar = new CookieJar()
  jar.set('http://h.test/', 'a', 'wide', { path: '/' })
  jar.set('http://h.test/', 'a', 'narrow', { path: '/x' })
  expect(jar.cookiesForURL('http://h.test/x')).toEqual({ a: ['narrow', 'wide'] })
})

it('deletes one cookie, or all of a URL', () => {
  const jar = new CookieJar()
  for (const name of ['a', 'b', 'c']) jar.set('http://h.test/', name, '1')
  jar.delete('http://h.test/', 'a')
  expect(Object.keys(jar.cookiesForURL('http://h.test/'))).toEqual(['b', 'c'])
  jar.clear('http://h.test/')
  expect(jar.cookiesForURL('http://h.test/')).toEqual({})
  expect(() => jar.delete('http://h.test/', '')).toThrow('cookie: is null')
})

it('refuses what is no URL', () => {
  expect(() => new CookieJar().cookiesForURL('http://a b/')).toThrow(/invalid URL/)
})

it('a VU starts each iteration without cookies', () => {
  const vu = fakeVu()
  const url = readUrl('http://h.test/')
  cookiesOf(vu).store(url, ['a=1'])
  expect(cookiesOf(vu).header(url)).toBe('a=1')
  vu.iterationInInstance += 1
  expect(cookiesOf(vu).header(url)).toBe('')
})

it('a jar that the script keeps has no part in later iterations', () => {
  const vu = fakeVu()
  const url = readUrl('http://h.test/')
  const kept = new CookieJar(cookiesOf(vu).show())
  vu.iterationInInstance += 1
  cookiesOf(vu)
  kept.set('http://h.test/', 'a', '1')
  expect(cookiesOf(vu).header(url)).toBe('')
})
