import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { resolveJslib } from './resolve-jslib.ts'

const shown = (url: string): string | undefined => {
  const found = resolveJslib(url)
  return found?.kind === 'source' ? basename(found.path) : found?.name
}

it.each([
  ['https://jslib.k6.io/k6-utils/1.4.0/index.js', 'k6-utils.js'],
  ['https://jslib.k6.io/k6-utils/1.0.0/index.js', 'k6-utils.js'],
  ['https://jslib.k6.io/k6-summary/0.1.0/index.js', 'k6-summary.js'],
  ['https://jslib.k6.io/k6chaijs/4.3.4.3/index.js', 'k6chaijs.cjs'],
  ['https://jslib.k6.io/papaparse/5.1.1/index.js', 'papaparse/papaparse.min.js'],
  ['https://jslib.k6.io/ajv/6.12.5/index.js', 'ajv'],
  ['https://jslib.k6.io/jsonpath/1.0.2/index.js', 'jsonpath/jsonpath.js'],
  ['https://jslib.k6.io/url/1.0.0/index.js?x=1', 'url.js'],
  ['https://raw.githubusercontent.com/benc-uk/k6-reporter/main/dist/bundle.js', 'k6-reporter.js'],
  ['https://raw.githubusercontent.com/benc-uk/k6-reporter/2.4.0/dist/bundle.js', 'k6-reporter.js'],
  ['https://raw.githubusercontent.com/benc-uk/k6-reporter/refs/heads/main/dist/bundle.js', 'k6-reporter.js'],
  ['https://cdn.jsdelivr.net/gh/benc-uk/k6-reporter@2.4.0/dist/bundle.js', 'k6-reporter.js'],
  ['https://cdnjs.cloudflare.com/ajax/libs/lodash.js/4.17.21/lodash.min.js', 'lodash'],
  ['https://cdnjs.cloudflare.com/ajax/libs/PapaParse/5.3.0/papaparse.min.js', 'papaparse/papaparse.min.js'],
  ['https://cdn.jsdelivr.net/npm/lodash@4.17.21/lodash.min.js', 'lodash'],
  ['https://unpkg.com/lodash', 'lodash'],
  ['https://unpkg.com/ajv@6.12.6/dist/ajv.bundle.js', 'ajv'],
  ['https://esm.sh/chai@4.3.4', 'chai/chai.js'],
])('finds %s on this machine', (url, name) => {
  expect(shown(url)).toBe(name)
})

it.each([
  'https://jslib.k6.io/aws/0.12.3/s3.js',
  'https://jslib.k6.io/unheard-of/1.0.0/index.js',
  'https://unpkg.com/lodash/fp.js',
  'https://unpkg.com/left-pad',
  'https://evil.test/jslib.k6.io/k6-utils/1.4.0/index.js',
])('leaves %s to the network', (url) => {
  expect(resolveJslib(url)).toBeUndefined()
})

it.each([
  'k6-utils',
  'k6-summary',
  'httpx',
  'formdata',
  'form-urlencoded',
  'url',
  'totp',
  'k6-testing',
  'k6chaijs',
  'http-instrumentation-tempo',
  'http-instrumentation-pyroscope',
])('has the file for %s', (name) => {
  const found = resolveJslib(`https://jslib.k6.io/${name}/1.0.0/index.js`)
  expect(found?.kind === 'source' && existsSync(found.path)).toBe(true)
})
