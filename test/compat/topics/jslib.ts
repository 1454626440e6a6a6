import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { topic } from '../topic.ts'

/** What scripts import from jslib.k6.io. */
export const jslib: readonly CompatScript[] = [
  topic({
    name: 'jslib.k6.io',
    notForK6: 'it fetches jslib from the network',
    shared: `import { uuidv4, randomIntBetween, randomItem, randomString, findBetween, normalDistributionStages, getCurrentStageIndex, tagWithCurrentStageIndex } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js'
import { textSummary, jUnit } from 'https://jslib.k6.io/k6-summary/0.1.0/index.js'
import papaparse from 'https://jslib.k6.io/papaparse/5.1.1/index.js'
import { URL, URLSearchParams } from 'https://jslib.k6.io/url/1.0.0/index.js'
import { Httpx } from 'https://jslib.k6.io/httpx/0.1.0/index.js'
import { FormData } from 'https://jslib.k6.io/formdata/0.0.2/index.js'
import { describe, expect } from 'https://jslib.k6.io/k6chaijs/4.3.4.3/index.js'
import Ajv from 'https://jslib.k6.io/ajv/6.12.5/index.js'
import jsonpath from 'https://jslib.k6.io/jsonpath/1.0.2/index.js'`,
    cases: {
      'k6-utils: uuidv4': [
        `return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuidv4())`,
        true,
      ],
      'k6-utils: randomIntBetween has both ends': [
        `const seen = new Set(); for (let i = 0; i < 200; i += 1) seen.add(randomIntBetween(1, 3)); return [...seen].sort()`,
        [1, 2, 3],
      ],
      'k6-utils: randomItem': [`return ['a', 'b'].includes(randomItem(['a', 'b']))`, true],
      'k6-utils: randomItem of functions that block': [
        `return randomItem([() => http.get(T + '/text?body=picked').body])()`,
        'picked',
      ],
      'k6-utils: randomString has a length and letters to choose from': [
        `return [randomString(8).length, /^[ab]+$/.test(randomString(20, 'ab'))]`,
        [8, true],
      ],
      'k6-utils: findBetween': [
        `return [findBetween('<b>one</b><b>two</b>', '<b>', '</b>'), findBetween('<b>one</b><b>two</b>', '<b>', '</b>', true)]`,
        ['one', ['one', 'two']],
      ],
      'k6-utils: normalDistributionStages': [`return normalDistributionStages(10, 60).length > 2`, true],
      'k6-summary: textSummary and jUnit are there': [
        `return [typeof textSummary, typeof jUnit]`,
        ['function', 'function'],
      ],
      'papaparse: parses CSV with a header': [
        `return papaparse.parse('name,age\\nann,31\\nbob,40', { header: true }).data`,
        [
          { name: 'ann', age: '31' },
          { name: 'bob', age: '40' },
        ],
      ],
      'url: URL and URLSearchParams': [
        `const url = new URL('https://shop.example/a?x=1'); url.searchParams.append('y', 'two words'); return [url.hostname, url.toString(), new URLSearchParams([['a', '1'], ['b', '2']]).toString()]`,
        ['shop.example', 'https://shop.example/a?x=1&y=two+words', 'a=1&b=2'],
      ],
      'httpx: a session with a base URL and headers': [
        `const session = new Httpx({ baseURL: T, headers: { 'X-Session': 'yes' } }); const e = session.get('/echo').json(); return [e.path, e.headers['x-session']]`,
        ['/echo', 'yes'],
      ],
      'httpx: headers that are added later': [
        `const session = new Httpx({ baseURL: T }); session.addHeader('Authorization', 'Bearer t'); return session.post('/echo', JSON.stringify({ a: 1 })).json().headers.authorization`,
        'Bearer t',
      ],
      'formdata: multipart bodies': [
        `const form = new FormData(); form.append('title', 'x'); form.append('file', http.file('data', 'f.txt', 'text/plain')); const e = http.post(T + '/echo', form.body(), { headers: { 'Content-Type': 'multipart/form-data; boundary=' + form.boundary } }).json(); return e.form`,
        [
          ['title', 'x'],
          ['file', { filename: 'f.txt', type: 'text/plain', content: 'data' }],
        ],
      ],
      'k6chaijs: describe and expect': [
        `return [describe('good', () => { expect(http.get(T + '/x').status, 'status').to.equal(200) }), describe('bad', () => { expect(1, 'one').to.equal(2) })]`,
        [true, false],
      ],
      'ajv: validates by a schema': [
        `const validate = new Ajv().compile({ type: 'object', required: ['a'] }); return [validate({ a: 1 }), validate({})]`,
        [true, false],
      ],
      'jsonpath: finds by a path': [`return jsonpath.query({ items: [{ n: 1 }, { n: 2 }] }, '$.items[*].n')`, [1, 2]],
    },
    promises: {
      'k6chaijs makes checks of its assertions': ({ root }) => {
        const text = JSON.stringify(root)
        expect(text).toContain('status')
        expect(text).toContain('good')
      },
    },
  }),
  {
    name: 'textSummary in handleSummary',
    notForK6: 'it fetches jslib from the network',
    call: {
      source: `import { textSummary } from 'https://jslib.k6.io/k6-summary/0.0.2/index.js'
import { check } from 'k6'
export default function () { check(1, { fine: () => true }) }
export function handleSummary(data) { return { stdout: textSummary(data, { indent: '>', enableColors: false }) } }`,
    },
    promises: {
      'prints checks and metrics': ({ stdout }) => {
        expect(stdout).toMatch(/✓ fine/)
        expect(stdout).toMatch(/iterations\.+:\s+1 /)
      },
    },
  },
  topic({
    name: 'totp',
    notForK6: 'it fetches jslib from the network',
    isAsync: true,
    shared: `import { TOTP } from 'https://jslib.k6.io/totp/1.0.0/index.js'`,
    cases: {
      'makes codes of six digits that it takes itself': [
        `const totp = new TOTP('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'); const code = await totp.gen(); return [/^\\d{6}$/.test(code), await totp.verify(code)]`,
        [true, true],
      ],
    },
  }),
]
