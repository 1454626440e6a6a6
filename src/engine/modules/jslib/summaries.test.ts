import { expect, it } from 'vitest'
import { load } from './testing/load.ts'

const summaryData = {
  options: { summaryTrendStats: ['avg', 'p(95)', 'count'], summaryTimeUnit: '' },
  root_group: {
    name: '',
    path: '',
    checks: [{ name: 'root ok', passes: 3, fails: 0 }],
    groups: [{ name: 'login', path: '::login', groups: [], checks: [{ name: 'status', passes: 97, fails: 3 }] }],
  },
  metrics: {
    vus: { type: 'gauge', contains: 'default', values: { value: 1, min: 1, max: 10 } },
    http_req_duration: {
      type: 'trend',
      contains: 'time',
      values: { avg: 123.456, 'p(95)': 65_432.1, count: 100 },
      thresholds: { 'p(95)<500': { ok: false } },
    },
    'http_req_duration{expected_response:true}': {
      type: 'trend',
      contains: 'time',
      values: { avg: 0.5, 'p(95)': 1, count: 9 },
    },
    data_received: { type: 'counter', contains: 'data', values: { count: 1_234_567, rate: 8 } },
    checks: {
      type: 'rate',
      contains: 'default',
      values: { rate: 0.97, passes: 97, fails: 3 },
      thresholds: { 'rate>0.9': { ok: true } },
    },
  },
}

it('k6-summary prints the summary in the old layout', async () => {
  const { call } = await load('k6-summary')
  expect(call('textSummary', summaryData, { indent: ' ', enableColors: false })).toBe(`     ✓ root ok

     █ login

       ✗ status
        ↳  97% — ✓ 97 / ✗ 3

   ✓ checks.........................: 97.00% ✓ 97  ✗ 3   
     data_received..................: 1.2 MB 8 B/s
   ✗ http_req_duration..............: avg=123.45ms p(95)=1m5s count=100
       { expected_response:true }...: avg=500µs    p(95)=1ms  count=9  
     vus............................: 1      min=1 max=10`)
})

it('k6-summary colours it', async () => {
  const { call } = await load('k6-summary')
  expect(call('textSummary', summaryData)).toContain('\x1b[31m✗\x1b[0m http_req_duration\x1b[2m')
})

it.each([
  [0, 'time', undefined, '0s'],
  [0.0005, 'time', '', '500ns'],
  [3_723_000, 'time', '', '1h2m3s'],
  [1_500, 'time', 's', '1.50s'],
  [9, 'data', undefined, '9 B'],
  [1_500, 'data', undefined, '1.5 kB'],
  [1 / 3, 'default', undefined, '0.333333'],
])('k6-summary shows %s (%s) in %s as %s', async (value, contains, unit, text) => {
  const { call } = await load('k6-summary')
  expect(call('humanizeValue', value, { type: 'trend', contains }, unit)).toBe(text)
})

it('k6-summary writes JUnit', async () => {
  const { call } = await load('k6-summary')
  expect(call('jUnit', summaryData, { name: 'a<b' })).toBe(`<?xml version="1.0"?>
<testsuites tests="2" failures="1">
<testsuite name="a&lt;b" tests="2" failures="1">
<testcase name="http_req_duration - p(95)&lt;500" classname="Unnamed folder"><failure message="trend threshold failed: avg value: 123.456, p(95) value: 65432.1, count value: 100" /></testcase>
<testcase name="checks - rate&gt;0.9" classname="Unnamed folder" />
</testsuite>
</testsuites>`)
})

it('k6-reporter makes a page of all of it', async () => {
  const { call } = await load('https://raw.githubusercontent.com/benc-uk/k6-reporter/main/dist/bundle.js')
  const html = String(call('htmlReport', summaryData, { title: 'Shop <1>' }))
  for (const part of [
    '<h1>Load test: Shop &lt;1&gt;</h1>',
    '123.46 ms',
    '1.23 MB',
    'p(95)&lt;500',
    '<h3>login</h3>',
    '<b class="bad">3</b>',
  ]) {
    expect(html).toContain(part)
  }
  expect(html).not.toContain('<script')
})
