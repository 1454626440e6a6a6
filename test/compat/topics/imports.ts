import { expect } from '../expect.ts'
import { type CompatScript, saidAfter, saidBy } from '../compat-script.ts'

/** Modules, files, and where a script comes from. */
export const imports: readonly CompatScript[] = [
  {
    name: 'modules',
    call: {
      files: {
        'lib/client.js': `import http from 'k6/http'\nexport default class Client { get(path) { return http.get(__ENV.TARGET + path).body } }\nexport let count = 0\nexport function bump() { count += 1 }`,
        'lib/index.js': `export { default as Client, bump } from './client.js'\nexport * from './more.js'\nexport * as all from './more.js'`,
        'lib/more.js': `export const greeting = 'hi'\nexport function where() { return import.meta.resolve('./data.json') }`,
        'common.cjs.js': `const { check } = require('k6')\nmodule.exports = { name: 'common', check, square: (n) => n * n }`,
        'folder/open.js': `export const text = open('./note.txt')`,
        'folder/note.txt': 'a note beside the module',
      },
      source: `import { Client, bump, greeting, all, where } from './lib/index.js'
import { count } from './lib/client.js'
import common from './common.cjs.js'
import * as k6 from 'k6'
const required = require('./common.cjs.js')
const crypto = require('k6/crypto')
export const options = { iterations: 1 }
export default function () {
  const client = new Client()
  console.log('client ' + client.get('/text?body=x'))
  bump()
  console.log('count ' + count)
  console.log('names ' + [greeting, all.greeting, common.name, required.square(3), common === required, typeof k6.check].join())
  console.log('hash ' + crypto.md5('x', 'hex'))
  console.log('where ' + where())
}`,
    },
    promises: {
      'classes that send requests are imported from other files': (ran) =>
        expect(saidAfter(ran, 'client ')).toEqual(['x']),
      'bindings of modules are live': (ran) => expect(saidAfter(ran, 'count ')).toEqual(['1']),
      're-exports and CommonJS are imported': (ran) =>
        expect(saidAfter(ran, 'names ')).toEqual(['hi,hi,common,9,true,function']),
      'require gives modules of k6, too': (ran) =>
        expect(saidAfter(ran, 'hash ')).toEqual(['9dd4e461268c8034f5c8564e155c67a6']),
      'import.meta.resolve makes a URL beside the module': (ran) =>
        expect(saidAfter(ran, 'where ')[0]).toMatch(/^file:\/\/\/.*\/lib\/data\.json$/),
    },
  },
  {
    name: 'names that collide',
    call: {
      files: {
        'lib.js': `export function send() { throw new RangeError('from lib') }\nexport class Client {}\nexport default () => {}`,
      },
      source: `import http from 'k6/http'
import nameless, * as lib from './lib.js'
function send() { http.get(__ENV.TARGET + '/x'); return lib.send() }
class Client { static make() { return new Client() } }
export const options = { iterations: 1 }
export default function () {
  console.log('names ' + [send, lib.send, Client, lib.Client, Client.make().constructor, nameless].map(({ name }) => name).join())
  try { send() } catch (error) { console.log('stack ' + error.stack.replace(/\\n\\s+at /g, ' < ').replace(/\\n/g, ' < ')) }
}`,
    },
    promises: {
      'are what their author wrote': (ran) =>
        expect(saidAfter(ran, 'names ')).toEqual(['send,send,Client,Client,Client,default']),
      'and places are so in the stack that a script sees, and no others': (ran) =>
        expect(saidAfter(ran, 'stack ')[0]?.replaceAll(/file:\S*\/|\(\d+\)(?=\))/g, '')).toMatch(
          /^RangeError: from lib < send \(lib\.js:1:\d+\) < send \(script\.js:3:\d+\) < default \(script\.js:8:\d+\)(?: <\s*)?$/,
        ),
    },
  },
  {
    name: 'what a module does not have',
    call: {
      source: `import http, { gett } from 'k6/http'\nexport default function () { console.log('kind ' + typeof gett + typeof http.gett) }`,
    },
    promises: { 'is undefined': (ran) => expect(saidAfter(ran, 'kind ')).toEqual(['undefinedundefined']) },
  },
  {
    name: 'JSON and npm packages',
    notForK6: 'it imports neither',
    call: {
      files: {
        'data.json': '{"list":[1,2]}',
        'node_modules/tiny-package/package.json': '{"name":"tiny-package","version":"1.0.0","main":"main.js"}',
        'node_modules/tiny-package/main.js': `exports.shout = (text) => text.toUpperCase() + '!'`,
      },
      source: `import { shout } from 'tiny-package'
import data from './data.json'
export default function () { console.log('shout ' + shout('tea') + data.list.length) }`,
    },
    promises: { 'are imported from beside the script': (ran) => expect(saidAfter(ran, 'shout ')).toEqual(['TEA!2']) },
  },
  {
    name: 'open',
    call: {
      files: {
        'folder/reader.js': `export const here = open('./note.txt')`,
        'folder/note.txt': 'inner',
        'note.txt': 'outer',
      },
      source: `import { here } from './folder/reader.js'
const outer = open('./note.txt')
let missing = 'found'
try { open('./nope.txt') } catch (e) { missing = e.message }
export const options = { iterations: 1 }
export default function () { console.log('read ' + [here, outer].join()); console.log('missing ' + missing) }`,
    },
    promises: {
      'reads relative to the file that calls it': (ran) => expect(saidAfter(ran, 'read ')).toEqual(['inner,outer']),
      'of a file that is not there is an error': (ran) => expect(saidAfter(ran, 'missing ')[0]).toMatch(/nope\.txt/),
    },
  },
  {
    name: 'a script from standard input',
    call: {
      source: '',
      stdin: `export const options = { iterations: 2 }\nexport default function () { console.log('from stdin') }`,
    },
    promises: { 'runs as well': (ran) => expect(saidBy(ran)).toEqual(['from stdin', 'from stdin']) },
  },
  ...Object.entries({
    'k6/nope': /k6\/nope/i,
    'k6/x/redis': /k6\/x\/redis/,
    'k6/net/grpc': /grpc/i,
    'k6/browser': /browser/i,
    './nope.js': /nope\.js/,
    'not-installed-package': /not-installed-package/,
    fs: /fs/,
  }).map(
    ([specifier, says]): CompatScript => ({
      name: `import of ${specifier}`,
      ...(specifier === 'k6/net/grpc' || specifier === 'k6/browser' ? { notForK6: 'it has this module' } : {}),
      call: { source: `import thing from '${specifier}'\nexport default function () { console.log(thing) }` },
      promises: {
        'ends with 107 and names it': ({ exitCode, stderr }) => {
          expect(stderr).toMatch(says)
          expect(exitCode).toBe(107)
        },
      },
    }),
  ),
  {
    name: 'modules that import each other',
    call: {
      files: {
        'a.js': `import { b } from './b.js'\nexport const a = () => 'a' + b()`,
        'b.js': `import { a } from './a.js'\nexport const b = () => 'b'\nexport const both = () => a()`,
      },
      source: `import { a } from './a.js'\nimport { both } from './b.js'\nexport default function () { console.log('says ' + a() + both()) }`,
    },
    promises: { 'work as in every ES module': (ran) => expect(saidAfter(ran, 'says ')).toEqual(['abab']) },
  },
]
