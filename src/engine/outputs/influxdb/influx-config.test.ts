import { expect, it } from 'vitest'
import { readInflux } from './influx-config.ts'

const read = (argument: string, env: Record<string, string> = {}, json?: unknown): unknown => {
  const result = readInflux({ argument, env, json })
  return result.ok ? result.value : result.problems
}

it("has k6's defaults", () => {
  expect(read('')).toEqual({
    kind: 'influxdb',
    addr: 'http://localhost:8086',
    db: 'k6',
    insecure: false,
    pushInterval: 1000,
    concurrentWrites: 4,
    precision: 'ns',
    tagsAsFields: ['vu', 'iter', 'url'].map((tag) => ({ tag, kind: 'string' })),
  })
})

it.each([
  ['http://localhost:8086/mydb', { addr: 'http://localhost:8086', db: 'mydb' }],
  ['http://host:1/', { addr: 'http://host:1', db: 'k6' }],
  ['http://host:1', { addr: 'http://host:1', db: 'k6' }],
  ['https://host/influx/a/mydb', { addr: 'https://host/influx/a', db: 'mydb' }],
  ['https://host/influx/', { addr: 'https://host/influx', db: 'k6' }],
  ['http://me:p%40ss@host:1/db', { addr: 'http://host:1', db: 'db', username: 'me', password: 'p@ss' }],
  ['mydb', { db: 'mydb' }],
  ['/mydb', { db: 'mydb' }],
  [
    'http://h:1/db?insecure=true&precision=ms&retention=week&consistency=all&pushInterval=3s&concurrentWrites=7&tagsAsFields=vu:int&tagsAsFields=url',
    {
      insecure: true,
      precision: 'ms',
      retention: 'week',
      consistency: 'all',
      pushInterval: 3000,
      concurrentWrites: 7,
      tagsAsFields: [
        { tag: 'vu', kind: 'int' },
        { tag: 'url', kind: 'string' },
      ],
    },
  ],
])('reads the URL %s', (argument, expected) => {
  expect(read(argument)).toMatchObject(expected)
})

it("lets the URL win over the environment, and that over k6's config file", () => {
  const env = { K6_INFLUXDB_ADDR: 'http://env:1', K6_INFLUXDB_USERNAME: 'env', K6_INFLUXDB_DB: 'env' }
  const json = { addr: 'http://file:1', db: 'file', password: 'file', tagsAsFields: ['a:bool'] }
  expect(read('http://url:1/url', env, json)).toMatchObject({
    addr: 'http://url:1',
    db: 'url',
    username: 'env',
    password: 'file',
    tagsAsFields: [{ tag: 'a', kind: 'bool' }],
  })
})

it.each([
  ['localhost:8086/k6', 'must be a URL such as http://localhost:8086/k6'],
  ['ftp://host/k6', 'must be a URL such as http://localhost:8086/k6'],
  ['udp://host:1/k6', 'udp:// is not there'],
  ['http://h:1/db?pushIntervall=1s', 'there is no setting "pushIntervall"; did you mean "pushInterval"?'],
  ['http://h:1/db?insecure=maybe', 'insecure must be true or false'],
  ['http://h:1/db?concurrentWrites=0', 'concurrentWrites must be more than 0'],
  ['http://h:1/db?tagsAsFields=vu:number', 'must be TAG or TAG:KIND'],
])('says what is wrong with %s', (argument, message) => {
  expect(String(read(argument))).toContain(message)
})
