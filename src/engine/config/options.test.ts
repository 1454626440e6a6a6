import { describe, expect, it } from 'vitest'
import { readEnvLayer, readFlagLayer, readScriptLayer } from './layers.ts'
import { optionNames, optionTable } from './option-table.ts'
import type { OptionName, SetOptions } from './option-values.ts'

const pem = '-----BEGIN X-----'

/** What each option may hold in a script, and what it becomes. */
it.each<[OptionName, unknown, unknown]>([
  ['paused', true, true],
  ['vus', '10', 10],
  ['duration', '1m30s', 90_000],
  ['duration', 1500, 1500],
  ['iterations', 7, 7],
  ['stages', [{ duration: '10s', target: 5 }, { target: 1 }], [{ duration: 10_000, target: 5 }, { target: 1 }]],
  ['scenarios', { a: { executor: 'x' } }, { a: { executor: 'x' } }],
  ['executionSegment', '20%', { from: { over: 0n, under: 1n }, to: { over: 1n, under: 5n } }],
  ['setupTimeout', '10s', 10_000],
  ['teardownTimeout', 0, 0],
  ['handleSummaryTimeout', '1d', 86_400_000],
  ['rps', 0, 0],
  ['dns', { ttl: 'inf' }, { ttl: Infinity }],
  ['dns', { ttl: '0', select: 'first', policy: 'any' }, { ttl: 0, select: 'first', policy: 'any' }],
  ['maxRedirects', 0, 0],
  ['userAgent', '', ''],
  ['batch', 1, 1],
  ['batchPerHost', 0, 0],
  ['httpDebug', 'full', 'full'],
  ['httpDebug', 'yes', 'headers'],
  ['httpDebug', '', 'off'],
  ['insecureSkipTLSVerify', false, false],
  ['tlsCipherSuites', ['TLS_AES_128_GCM_SHA256'], ['TLS_AES_128_GCM_SHA256']],
  ['tlsVersion', 'tls1.2', { min: 'tls1.2', max: 'tls1.2' }],
  ['tlsVersion', { min: 'tls1.1' }, { min: 'tls1.1' }],
  ['tlsAuth', [{ cert: pem, key: pem }], [{ cert: pem, key: pem, password: undefined, domains: [] }]],
  ['thresholds', { m: ['rate<1'] }, { m: [{ threshold: 'rate<1', abortOnFail: false, delayAbortEval: 0 }] }],
  [
    'thresholds',
    { m: [{ threshold: 'rate<1', abortOnFail: true, delayAbortEval: '10s' }] },
    { m: [{ threshold: 'rate<1', abortOnFail: true, delayAbortEval: 10_000 }] },
  ],
  [
    'thresholds',
    { m: [{ threshold: 'rate<1', window: '10s' }] },
    { m: [{ threshold: 'rate<1', abortOnFail: false, delayAbortEval: 0, window: 10_000 }] },
  ],
  ['blacklistIPs', ['10.0.0.0/8', '::1/128'], ['10.0.0.0/8', '::1/128']],
  ['blockHostnames', ['*.example.com', 'a.b'], ['*.example.com', 'a.b']],
  ['hosts', { 'A.b:80': '1.2.3.4', '*.c': '[::1]:8080' }, { 'a.b:80': '1.2.3.4', '*.c': '[::1]:8080' }],
  ['minIterationDuration', '1s', 1000],
  ['cloud', { projectID: 1 }, { projectID: 1 }],
  ['ext', { x: 1 }, { x: 1 }],
  ['summaryTrendStats', ['avg', 'p(99.9)', 'count'], ['avg', 'p(99.9)', 'count']],
  ['summaryTimeUnit', 'ms', 'ms'],
  ['systemTags', ['vu', 'nonsense', 'url'], ['url', 'vu']],
  ['tags', { a: 'b', c: null }, { a: 'b', c: '' }],
  ['metricSamplesBufferSize', 10, 10],
  ['noCookiesReset', true, true],
  ['discardResponseBodies', true, true],
])('reads %s %j in a script', (name, value, expected) => {
  const { options, problems, warnings } = readScriptLayer({ [name]: value })
  expect({ problems, warnings, value: options[name] }).toEqual({ problems: [], warnings: [], value: expected })
})

it.each<[string, unknown, string]>([
  ['paused', 'true', 'must be true or false, got "true"'],
  ['vus', 1.5, 'must be a whole number, got 1.5'],
  ['vus', [], 'must be a whole number, got []'],
  ['duration', 'soon', 'must be a duration such as 30s, 1m30s or 1.5h, or a number of milliseconds, got "soon"'],
  ['stages', {}, 'must be a list, got {}'],
  ['scenarios', [], 'must be an object of scenarios by name, got []'],
  ['executionSegment', '2:1', 'must begin before it ends, both from 0 to 1, got "2:1"'],
  ['executionSegment', '1/0', 'must be a share or two with a colon between, such as 10%, 1/3 or 0.2:2/3, got "1/0"'],
  [
    'executionSegmentSequence',
    '0',
    'must be at least two shares in rising order from 0 to 1, such as 0,1/3,2/3,1, got "0"',
  ],
  [
    'executionSegmentSequence',
    '0,1,1/2',
    'must be at least two shares in rising order from 0 to 1, such as 0,1/3,2/3,1, got "0,1,1/2"',
  ],
  ['setupTimeout', 0, 'must be more than 0, got 0s'],
  ['teardownTimeout', -1, 'must be 0 or more, got -1ms'],
  ['rps', -1, 'must be 0 or more, got -1'],
  ['dns', 'ttl=5m', 'must be an object with ttl, select and policy, got "ttl=5m"'],
  ['maxRedirects', -1, 'must be 0 or more, got -1'],
  ['userAgent', 5, 'must be a text, got 5'],
  ['batch', 0, 'must be 1 or more, got 0'],
  ['httpDebug', true, 'must be a text, got true'],
  ['tlsVersion', 'tls2', 'must be one of "tls1.0", "tls1.1", "tls1.2", "tls1.3", got "tls2"'],
  ['thresholds', { m: 'rate<1' }, '["m"] must be a list, got "rate<1"'],
  ['thresholds', { m: [5] }, '["m"][0] must be a text such as \'p(95)<500\' or an object with threshold, got 5'],
  ['thresholds', { m: [{}] }, '["m"][0].threshold is required'],
  [
    'thresholds',
    { m: [{ threshold: 'rate<1', window: '1500ms' }] },
    '["m"][0].window must be whole seconds from 1s to 1h, got 1.5s',
  ],
  [
    'thresholds',
    { m: [{ threshold: 'rate<1', window: '61m' }] },
    '["m"][0].window must be whole seconds from 1s to 1h, got 1h1m0s',
  ],
  ['blacklistIPs', ['10.0.0.1'], '[0] must be a block of addresses such as 10.0.0.0/8, got "10.0.0.1"'],
  ['blacklistIPs', ['10.0.0.0/33'], '[0] must be a block of addresses such as 10.0.0.0/8, got "10.0.0.0/33"'],
  ['blockHostnames', ['a.*.b'], '[0] must be a host name, with an optional leading *., got "a.*.b"'],
  ['hosts', { a: 'b' }, '["a"] must be an IP address with an optional port, got "b"'],
  ['hosts', { a: '1.2.3.4:99999' }, '["a"] must be an IP address with an optional port, got "1.2.3.4:99999"'],
  ['hosts', { 'a b': '1.2.3.4' }, ' must name hosts, got "a b"'],
  ['summaryTrendStats', ['p95'], '[0] must be one of avg, min, med, max, count or p(0..100), got "p95"'],
  ['summaryTrendStats', ['p(101)'], '[0] must be one of avg, min, med, max, count or p(0..100), got "p(101)"'],
  ['summaryTimeUnit', 'min', 'must be one of "", "s", "ms", "us", got "min"'],
  ['systemTags', 'url', 'must be a list, got "url"'],
  ['tags', { a: 1 }, '["a"] must be a text, got 1'],
  ['tlsAuth', [{ cert: 'c' }], '[0].key is required'],
])('refuses %s %j in a script', (name, value, problem) => {
  const place = `options.${name}`
  const full = /^[[\s.]/.test(problem) ? `${place}${problem}` : `${place} ${problem}`
  expect(readScriptLayer({ [name]: value }).problems).toContain(full)
})

it.each<[string, string, SetOptions]>([
  ['K6_PAUSED', '1', { paused: true }],
  ['K6_VUS', '10', { vus: 10 }],
  ['K6_DURATION', '30s', { duration: 30_000 }],
  ['K6_ITERATIONS', '100', { iterations: 100 }],
  [
    'K6_STAGES',
    '10s:5,20s:0',
    {
      stages: [
        { duration: 10_000, target: 5 },
        { duration: 20_000, target: 0 },
      ],
    },
  ],
  ['K6_NO_SETUP', 'true', { noSetup: true }],
  ['K6_DNS', 'ttl=1m,policy=onlyIPv4', { dns: { ttl: 60_000, policy: 'onlyIPv4' } }],
  [
    'K6_TLS_CIPHER_SUITES',
    'TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384',
    { tlsCipherSuites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'] },
  ],
  [
    'K6_THRESHOLDS',
    '{"m":["rate<1"]}',
    { thresholds: { m: [{ threshold: 'rate<1', abortOnFail: false, delayAbortEval: 0, window: undefined }] } },
  ],
  ['K6_BLACKLIST_IPS', '10.0.0.0/8, 11.0.0.0/8', { blacklistIPs: ['10.0.0.0/8', '11.0.0.0/8'] }],
  ['K6_HOSTS', '{"a":"1.2.3.4"}', { hosts: { a: '1.2.3.4' } }],
  ['K6_SUMMARY_TREND_STATS', 'avg,p(99)', { summaryTrendStats: ['avg', 'p(99)'] }],
  ['K6_SYSTEM_TAGS', 'url,status', { systemTags: ['status', 'url'] }],
  ['K6_TAGS', 'a:b,c:d', { tags: { a: 'b', c: 'd' } }],
  [
    'K6_LOCAL_IPS',
    '10.0.0.1,10.0.0.5-10.0.0.9,fd:1::0/120',
    { localIPs: ['10.0.0.1', '10.0.0.5-10.0.0.9', 'fd:1::0/120'] },
  ],
  ['K6_CONSOLE_OUTPUT', 'log.txt', { consoleOutput: 'log.txt' }],
  ['K6_VUS', '', {}],
])('reads %s=%s', (variable, line, options) => {
  expect(readEnvLayer({ [variable]: line, PATH: '/bin' })).toMatchObject({ options, problems: [] })
})

it.each([
  ['K6_VUS', 'ten', 'K6_VUS must be a whole number, got "ten"'],
  ['K6_STAGES', '10s', 'K6_STAGES must be duration:target such as 30s:100, got "10s"'],
  ['K6_TAGS', 'a=b', 'K6_TAGS must be name:value, got "a=b"'],
  ['K6_DNS', 'ttl', 'K6_DNS must be a list such as ttl=5m,select=random,policy=preferIPv4, got "ttl"'],
  [
    'K6_DNS',
    'policy=ipv4',
    'K6_DNS.policy must be one of "preferIPv4", "preferIPv6", "onlyIPv4", "onlyIPv6", "any", got "ipv4"',
  ],
  ['K6_DNS', 'tll=5m', 'K6_DNS.tll is not a known field; did you mean "ttl"?'],
  ['K6_HOSTS', 'a=1.2.3.4', 'K6_HOSTS must be JSON, got "a=1.2.3.4"'],
  ['K6_PAUSED', 'yes', 'K6_PAUSED must be true or false, got "yes"'],
  [
    'K6_LOCAL_IPS',
    '10.0.0.9-10.0.0.1',
    'K6_LOCAL_IPS must be an IP address, a range such as 10.0.0.1-10.0.0.9 or a block such as 10.0.0.0/24, got "10.0.0.9-10.0.0.1"',
  ],
])('refuses %s=%s', (variable, line, problem) => {
  expect(readEnvLayer({ [variable]: line }).problems).toEqual([problem])
})

it.each<[OptionName, string[], SetOptions]>([
  [
    'stages',
    ['1s:5', '2s:0,3s:1'],
    {
      stages: [
        { duration: 1000, target: 5 },
        { duration: 2000, target: 0 },
        { duration: 3000, target: 1 },
      ],
    },
  ],
  ['tags', ['a=b', 'c=d,e'], { tags: { a: 'b', c: 'd,e' } }],
  ['vus', ['1', '2'], { vus: 2 }],
  ['httpDebug', ['headers'], { httpDebug: 'headers' }],
  ['systemTags', [''], { systemTags: [] }],
])('reads the flag of %s given as %j', (name, texts, options) => {
  expect(readFlagLayer({ [name]: texts })).toMatchObject({ options, problems: [] })
})

it.each<[OptionName, string[], string]>([
  ['tags', ['=b'], '--tag must be name=value, got "=b"'],
  ['tags', ['a='], '--tag must be name=value, got "a="'],
  [
    'duration',
    ['10x'],
    '--duration must be a duration such as 30s, 1m30s or 1.5h, or a number of milliseconds, got "10x"',
  ],
  ['stages', ['5'], '--stage must be duration:target such as 30s:100, got "5"'],
])('refuses the flag of %s given as %j', (name, texts, problem) => {
  expect(readFlagLayer({ [name]: texts }).problems).toEqual([problem])
})

it.each<[string, unknown, string]>([
  [
    'stages',
    [{ duration: '1s', tagret: 1 }],
    'stages[0].tagret is not a known field and has no effect; did you mean "target"?',
  ],
  [
    'thresholds',
    { m: ['rate<1', { threshold: 'rate<1', abortOnFial: true }] },
    'thresholds["m"][1].abortOnFial is not a known field and has no effect; did you mean "abortOnFail"?',
  ],
  ['dns', { ttl: '1m', elephant: 1 }, 'dns.elephant is not a known field and has no effect'],
])('warns of the field that k6 passes over in %s %j', (name, value, warning) => {
  expect(readScriptLayer({ [name]: value })).toMatchObject({ problems: [], warnings: [`options.${warning}`] })
})

describe('the table', () => {
  it('gives every variable and every flag to one option only', () => {
    const words = optionNames.flatMap((name) => {
      const { env, flag } = optionTable[name]
      return [env, flag?.name, flag?.short].filter((word) => word !== undefined)
    })
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })
})
