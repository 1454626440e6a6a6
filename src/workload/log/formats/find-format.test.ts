import { expect, it } from 'vitest'
import { type LogEntry, newEntry } from '../log-entry.ts'
import { detectFormat, readFormat } from './find-format.ts'

function parse(line: string, format = 'auto'): LogEntry | undefined {
  const entry = newEntry()
  const read = readFormat(format)
  if (!read.ok) throw new Error(read.problems.join())
  const found = read.value ?? detectFormat([line])
  return found?.parse(line, entry) === true ? entry : undefined
}

const noon = Date.UTC(2026, 10, 28, 3)

it.each([
  ['common', '10.0.0.1 - frank [28/Nov/2026:12:00:00 +0900] "GET /a?b=1 HTTP/1.0" 200 2326'],
  [
    'combined',
    '10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "GET /a?b=1 HTTP/1.1" 200 2326 "http://x/\\"y\\"" "Mozilla/5.0 [en]"',
  ],
  [
    'combined with more behind',
    '10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "GET /a?b=1 HTTP/1.1" 200 2326 "-" "curl" "1.2.3.4" rt=0.12',
  ],
  [
    'JSON',
    '{"time_iso8601":"2026-11-28T12:00:00+09:00","remote_addr":"10.0.0.1","request":"GET /a?b=1 HTTP/1.1","status":"200"}',
  ],
  [
    'JSON of Caddy',
    `{"ts":${noon / 1000},"request":{"remote_ip":"10.0.0.1","method":"GET","uri":"/a?b=1"},"status":200,"duration":0.25}`,
  ],
  [
    'JSON of Traefik',
    '{"StartUTC":"2026-11-28T03:00:00Z","ClientHost":"10.0.0.1","RequestMethod":"GET","RequestPath":"/a?b=1","DownstreamStatus":200}',
  ],
])('finds out by itself that a line is %s', (_, line) => {
  expect(parse(line)).toMatchObject({ client: '10.0.0.1', at: noon, method: 'GET', target: '/a?b=1', status: 200 })
})

it.each([
  [
    '$remote_addr [$time_iso8601] $request_method $request_uri $status $request_time',
    '10.0.0.1 [2026-11-28T12:00:00+09:00] GET /a 200 0.250',
  ],
  [
    '$msec|$http_x_forwarded_for|$request|$status|$request_time',
    `${noon / 1000}.000|10.0.0.1|GET /a HTTP/1.1|200|0.250`,
  ],
  ['%h %l %u %t "%r" %>s %b %D', '10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "GET /a HTTP/1.1" 200 12 250000'],
  [
    '%{X-Forwarded-For}i %t "%r" %>s "%{User-Agent}i" %{ms}T',
    '10.0.0.1 [28/Nov/2026:12:00:00 +0900] "GET /a HTTP/1.1" 200 "a b" 250',
  ],
])('reads lines as %s says', (format, line) => {
  expect(parse(line, format)).toMatchObject({
    client: '10.0.0.1',
    at: noon,
    method: 'GET',
    target: '/a',
    status: 200,
    took: 250,
  })
})

it.each([
  ['10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "\\x16\\x03\\x01" 400 0', ''],
  ['10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "-" 408 0', ''],
  ['10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "GET http://shop.example/a HTTP/1.1" 200 0', '/a'],
  ['10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "OPTIONS * HTTP/1.1" 200 0', '/'],
  ['10.0.0.1 - - [28/Nov/2026:12:00:00 +0900] "GET /a b c HTTP/1.1" 200 0', '/a b c'],
])('knows what is a request in %s', (line, target) => {
  const entry = parse(line)
  expect(entry?.method === '' ? '' : entry?.target).toBe(target)
})

it.each([
  '',
  'hello world',
  '{"a":1}',
  '{"time":"now","path":"/"}',
  '10.0.0.1 - - [99/Foo/2026:12:00:00 +0900] "GET / HTTP/1.1" 200 1',
  '{broken',
])('takes %j for no line of a log', (line) => {
  expect(parse(line)).toBeUndefined()
})

it('says what a format must have in it', () => {
  const read = readFormat('$remote_addr $status')
  expect(read.ok ? [] : read.problems[0]).toContain('has to name a time and a request, got $remote_addr $status')
})

it('keeps the zone of a time, and says when there is none', () => {
  expect(parse('{"time":"2026-11-28T12:00:00-05:30","path":"/"}')?.offset).toBe(-330)
  expect(parse('{"time":"2026-11-28 12:00:00","path":"/"}')?.offset).toBeUndefined()
})
