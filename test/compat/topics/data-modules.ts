import { expect } from '../expect.ts'
import { type CompatScript, saidAfter } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** k6/data, k6/encoding, k6/timers, k6/secrets and what is experimental. */
export const dataModules: readonly CompatScript[] = [
  topic({
    name: 'SharedArray',
    call: { files: { 'users.json': JSON.stringify([{ name: 'ann', tags: ['a'] }, { name: 'bob' }]) } },
    shared: `import { SharedArray } from 'k6/data'
let made = 0
const users = new SharedArray('users', () => JSON.parse(open('./users.json')))
const numbers = new SharedArray('numbers', function () { made += 1; return [1, 2, 3, 4] })
const again = new SharedArray('numbers', function () { made += 1; return ['never used'] })
const errors = []
for (const bad of [() => new SharedArray('', () => []), () => new SharedArray('x', () => ({ a: 1 })), () => new SharedArray('y'), () => new SharedArray('z', () => { throw new Error('no file') })]) {
  try { bad(); errors.push('fine') } catch (e) { errors.push(e.message) }
}`,
    cases: {
      'has a length and elements by index': [
        `return [users.length, users[0].name, users[1].name, typeof users[9]]`,
        [2, 'ann', 'bob', 'undefined'],
      ],
      'can be iterated': [`const seen = []; for (const n of numbers) seen.push(n); return seen`, [1, 2, 3, 4]],
      'has the methods of arrays that read': [
        `return [numbers.map((n) => n * 2), numbers.filter((n) => n > 2), numbers.find((n) => n > 1), numbers.reduce((a, b) => a + b), numbers.indexOf(3), numbers.includes(2), numbers.slice(1, 3)]`,
        [[2, 4, 6, 8], [3, 4], 2, 10, 2, true, [2, 3]],
      ],
      'can be spread': [`return [...numbers]`, [1, 2, 3, 4]],
      'gives copies that cannot be changed': [`'use strict'; users[0].name = 'eve'; return users[0].name`, throws(/./)],
      'gives elements that are frozen to the bottom': [
        `return [Object.isFrozen(users[0]), Object.isFrozen(users[0].tags)]`,
        [true, true],
      ],
      'cannot be written to': [`'use strict'; numbers[0] = 9`, throws(/SharedArray is immutable/)],
      'of one name is one array': [`return [again[0], again.length]`, [1, 4]],
      'cannot be made in an iteration': [`new SharedArray('late', () => [])`, throws(/init context/)],
      'needs a name': [`return errors[0]`, expect.stringMatching(/empty name/)],
      'needs an array': [`return errors[1]`, expect.stringMatching(/array/)],
      'needs a function': [`return errors[2]`, expect.stringMatching(/function/)],
      'passes on what its function throws': [`return errors[3]`, expect.stringMatching(/no file/)],
    },
  }),
  {
    name: 'SharedArray in many VUs',
    call: {
      threads: 2,
      source: `import { SharedArray } from 'k6/data'
const list = new SharedArray('list', () => { console.log('made'); return [{ n: 1 }] })
export const options = { vus: 4, iterations: 4 }
export default function () { console.log('read ' + list[0].n) }`,
    },
    promises: {
      'is made once': (ran) => expect(saidAfter(ran, 'made')).toHaveLength(1),
      'is read by all': (ran) => expect(saidAfter(ran, 'read ')).toEqual(['1', '1', '1', '1']),
    },
  },
  topic({
    name: 'k6/encoding',
    shared: `import encoding, { b64encode, b64decode } from 'k6/encoding'
const bytes = (buffer) => Array.from(new Uint8Array(buffer))`,
    cases: {
      'encodes text': [`return encoding.b64encode('hello world')`, 'aGVsbG8gd29ybGQ='],
      'encodes bytes': [`return b64encode(new Uint8Array([251, 255]).buffer)`, '+/8='],
      'encodes without padding': [`return b64encode('hello world', 'rawstd')`, 'aGVsbG8gd29ybGQ'],
      'encodes for URLs': [`return b64encode(new Uint8Array([251, 255]).buffer, 'url')`, '-_8='],
      'encodes for URLs without padding': [`return b64encode(new Uint8Array([251, 255]).buffer, 'rawurl')`, '-_8'],
      'encodes UTF-8': [`return b64encode('성능')`, '7ISx64ql'],
      'decodes to an ArrayBuffer': [
        `const b = b64decode('aGk='); return [b instanceof ArrayBuffer, bytes(b)]`,
        [true, [104, 105]],
      ],
      "decodes to text with 's'": [`return b64decode('aGVsbG8gd29ybGQ=', 'std', 's')`, 'hello world'],
      'decodes every form': [
        `return [b64decode('aGk', 'rawstd', 's'), b64decode('-_8=', 'url').byteLength, b64decode('-_8', 'rawurl').byteLength]`,
        ['hi', 2, 2],
      ],
      'refuses what is not base64': [`b64decode('!!!')`, throws(/illegal base64/)],
    },
  }),
  topic({
    name: 'timers',
    isAsync: true,
    shared: `import { setTimeout as later, clearInterval as stop } from 'k6/timers'
import { sleep } from 'k6'
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`,
    cases: {
      'setTimeout calls back after its time': [
        `const from = Date.now(); await wait(60); return Date.now() - from >= 59`,
        true,
      ],
      'setTimeout hands arguments on': [
        `return new Promise((resolve) => setTimeout((a, b) => resolve([a, b]), 1, 'x', 2))`,
        ['x', 2],
      ],
      'clearTimeout stops it': [
        `let called = false; const id = setTimeout(() => { called = true }, 10); clearTimeout(id); await wait(40); return called`,
        false,
      ],
      'setInterval calls back again and again': [
        `let count = 0; return new Promise((resolve) => { const id = setInterval(() => { count += 1; if (count === 3) { clearInterval(id); resolve(count) } }, 5) })`,
        3,
      ],
      'k6/timers has the same functions': [
        `let called = false; later(() => { called = true }, 1); await wait(20); stop(0); return [called, later === setTimeout]`,
        [true, expect.any(Boolean)],
      ],
      'callbacks come in the order of their times': [
        `const seen = []; setTimeout(() => seen.push('c'), 30); setTimeout(() => seen.push('a'), 5); setTimeout(() => seen.push('b'), 15); await wait(60); return seen`,
        ['a', 'b', 'c'],
      ],
      'callbacks may block': [
        `return new Promise((resolve) => setTimeout(() => { sleep(0.02); resolve(http.get(T + '/x').status) }, 1))`,
        200,
      ],
      'callbacks wait while the VU is blocked': [
        `const seen = []; setTimeout(() => seen.push('timer'), 5); sleep(0.05); seen.push('slept'); await wait(1); return seen`,
        ['slept', 'timer'],
      ],
      'promises settle in the usual order': [
        `const seen = []; Promise.resolve().then(() => seen.push('micro')); setTimeout(() => seen.push('timer'), 0); seen.push('now'); await wait(10); return seen`,
        ['now', 'micro', 'timer'],
      ],
      'an iteration lasts until its timers are done': [
        `setTimeout(() => console.log('late timer ran'), 80)`,
        undefined,
      ],
    },
    promises: {
      'timers left over are waited for': (ran) => expect(saidAfter(ran, 'late timer ran')).toHaveLength(1),
    },
  }),
  {
    name: 'k6/experimental/fs and csv',
    call: {
      files: { 'users.csv': 'name,age\nann,31\n"bob, the second",40\n', 'text.txt': 'abcdef' },
      source: `import { open, SeekMode } from 'k6/experimental/fs'
import csv from 'k6/experimental/csv'
const file = await open('users.csv')
const records = await csv.parse(file, { skipFirstLine: true })
const parser = new csv.Parser(await open('users.csv'), { asObjects: true })
const text = await open('text.txt')
export const options = { iterations: 1 }
export default async function () {
  console.log('records ' + JSON.stringify([records.length, records[0], records[1]]))
  const rows = []
  for (;;) { const { done, value } = await parser.next(); if (done) break; rows.push(value) }
  console.log('rows ' + JSON.stringify(rows))
  const buffer = new Uint8Array(4)
  const first = await text.read(buffer)
  const begin = String.fromCharCode(...buffer)
  await text.seek(1, SeekMode.Start)
  await text.read(buffer)
  const { name, size } = await text.stat()
  console.log('text ' + JSON.stringify([first, begin, String.fromCharCode(...buffer), name, size]))
}`,
    },
    promises: {
      'csv.parse makes a shared array of records': (ran) =>
        expect(saidAfter(ran, 'records ').map((line) => JSON.parse(line) as unknown)).toEqual([
          [2, ['ann', '31'], ['bob, the second', '40']],
        ]),
      'csv.Parser gives one record after the other': (ran) =>
        expect(saidAfter(ran, 'rows ').map((line) => JSON.parse(line) as unknown)).toEqual([
          [
            { name: 'ann', age: '31' },
            { name: 'bob, the second', age: '40' },
          ],
        ]),
      'files are read and sought in, and have a size': (ran) =>
        expect(saidAfter(ran, 'text ').map((line) => JSON.parse(line) as unknown)).toEqual([
          [4, 'abcd', 'bcde', 'text.txt', 6],
        ]),
    },
  },
]
