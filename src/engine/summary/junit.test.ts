import { expect, it } from 'vitest'
import { checkKey, SampleBook } from '../metrics/sample-book.ts'
import { groupTree } from './group-tree.ts'
import { type JunitInput, junitReport } from './junit.ts'
import { keptThreshold, shopBook } from './testing/shop.ts'

const reportOf = (some: Partial<JunitInput> = {}): string =>
  junitReport({
    name: 'shop.js',
    startedAt: new Date(0),
    duration: 2000,
    rootGroup: groupTree(shopBook()),
    thresholds: [
      keptThreshold,
      { ...keptThreshold, source: 'max<9', method: 'max', window: 10_000, worst: 30, failed: true },
    ],
    ...some,
  })

it('has a test case for every check and every threshold', () => {
  expect(reportOf()).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="shop.js" tests="4" failures="2" errors="0" skipped="0" time="2.000" timestamp="1970-01-01T00:00:00.000Z">
      <testsuite name="checks" tests="2" failures="1" errors="0" skipped="0" time="2.000" timestamp="1970-01-01T00:00:00.000Z">
        <testcase classname="checks" name="status is 200"/>
        <testcase classname="checks.cart.pay" name="paid">
          <failure message="1 of 2 failed"/>
        </testcase>
      </testsuite>
      <testsuite name="thresholds" tests="2" failures="1" errors="0" skipped="0" time="2.000" timestamp="1970-01-01T00:00:00.000Z">
        <testcase classname="thresholds.http_req_duration" name="p(95)&lt;500"/>
        <testcase classname="thresholds.http_req_duration" name="max&lt;9 over 10s">
          <failure message="max was 30ms"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

it('leaves out what a run has not', () => {
  const report = reportOf({ rootGroup: groupTree(new SampleBook()), thresholds: [] })
  expect(report).toContain('tests="0" failures="0"')
  expect(report).not.toContain('<testsuite ')
})

it('writes names that would break XML', () => {
  const book = new SampleBook()
  Object.assign(book.checkSink(checkKey('', 'a<b & "c"\u0000\n\uD800')), { passes: 1, total: 1 })
  expect(reportOf({ rootGroup: groupTree(book) })).toContain('name="a&lt;b &amp; &quot;c&quot;\uFFFD&#10;\uFFFD"')
})
