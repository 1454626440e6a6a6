import { expect, it } from 'vitest'
import { goVersion, type TlsOptions, TlsSettings } from './tls-settings.ts'

const options: TlsOptions = {
  insecureSkipTLSVerify: true,
  tlsCipherSuites: [],
  tlsVersion: { min: undefined, max: undefined },
  tlsAuth: [],
}

it('makes one context for all hosts', () => {
  const settings = new TlsSettings(options)
  expect(settings.contextFor('a.test')).toBe(settings.contextFor('b.test'))
})

it('makes a context for old versions', () => {
  const settings = new TlsSettings({ ...options, tlsVersion: { min: 'tls1.0', max: 'tls1.1' } })
  expect(() => settings.contextFor('a.test')).not.toThrow()
})

it('refuses an unknown suite and lists the known ones', () => {
  expect(() => new TlsSettings({ ...options, tlsCipherSuites: ['TLS_FOO'] })).toThrow(/unknown cipher suite 'TLS_FOO'/)
})

it.each([
  ['TLSv1.3', 'tls1.3'],
  ['TLSv1', 'tls1.0'],
  [null, ''],
])('calls %s %s', (openSsl, go) => {
  expect(goVersion(openSsl)).toBe(go)
})
