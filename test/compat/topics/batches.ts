import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { type Seen, throws, topic } from '../topic.ts'

/** k6/http: batch, files and asyncRequest. */
export const batches: readonly CompatScript[] = [
  topic({
    name: 'http.batch',
    cases: {
      'takes URLs': [`return http.batch([T + '/text?body=a', T + '/text?body=b']).map((r) => r.body)`, ['a', 'b']],
      'takes lists of method, URL, body and params': [
        `return http.batch([['POST', T + '/echo', 'x', { headers: { 'X-A': '1' } }], ['GET', T + '/echo']]).map((r) => [r.json().method, r.json().body, r.json().headers['x-a']])`,
        [
          ['POST', 'x', '1'],
          ['GET', '', null],
        ],
      ],
      'takes objects with method, url, body and params': [
        `return http.batch([{ method: 'PUT', url: T + '/echo', body: { a: 1 }, params: { headers: { 'X-A': '1' } } }, { url: T + '/echo' }]).map((r) => r.json().method + r.json().body)`,
        ['PUTa=1', 'GET'],
      ],
      'answers an object with an object': [
        `const res = http.batch({ one: T + '/text?body=1', two: ['GET', T + '/text?body=2'] }); return [res.one.body, res.two.body]`,
        ['1', '2'],
      ],
      'keeps the order of the list, however long each takes': [
        `return http.batch([T + '/delay/120', T + '/delay/20', T + '/delay/60']).map((r) => r.body)`,
        ['waited 120', 'waited 20', 'waited 60'],
      ],
      'sends at the same time': [
        `const from = Date.now(); http.batch([1, 2, 3, 4].map(() => T + '/delay/200')); return Date.now() - from < 700`,
        true,
      ],
      'uses connections of their own for what is under way together': [
        `http.batch([1, 2, 3].map(() => T + '/delay/100'))`,
        ({ requests }: Seen) => expect(new Set(requests.map(({ connection }) => connection)).size).toBe(3),
      ],
      'goes on when one fails': [
        `return http.batch([T + '/text?body=a', 'http://127.0.0.1:1/', T + '/text?body=c']).map((r) => [r.status, r.error_code])`,
        [
          [200, 0],
          [0, 1212],
          [200, 0],
        ],
      ],
      'takes named URLs': [`return http.batch([http.url\`\${T}/text?body=\${'x'}\`]).map((r) => r.body)`, ['x']],
      'shares the cookies of the VU': [
        `http.cookieJar().set(T, 'a', '1'); return http.batch([T + '/cookies', T + '/cookies']).map((r) => r.json())`,
        [{ a: '1' }, { a: '1' }],
      ],
      'of nothing is an empty list': [`return http.batch([])`, []],
      'takes one argument only': [
        `http.batch([T], [T])`,
        throws('http.batch() accepts only an array or an object of requests'),
      ],
      'without url is an error': [
        `return http.batch([{ method: 'GET' }])[0].error`,
        expect.stringContaining("doesn't have a url key"),
      ],
    },
  }),
  topic({
    name: 'the limits of batch',
    options: 'batch: 4, batchPerHost: 2',
    cases: {
      'batchPerHost limits what is under way to one host': [
        `const from = Date.now(); http.batch([1, 2, 3, 4].map(() => T + '/delay/150')); return Date.now() - from >= 290`,
        (seen: Seen) => {
          expect(seen.value).toBe(true)
          expect(new Set(seen.requests.map(({ connection }) => connection)).size).toBe(2)
        },
      ],
    },
  }),
  topic({
    name: 'files',
    call: { files: { 'photo.bin': new Uint8Array([1, 2, 3, 255]), 'note.txt': 'a note' } },
    shared: `const photo = open('./photo.bin', 'b')
const note = open('note.txt')`,
    cases: {
      'are read in init code as text': [`return note`, 'a note'],
      "are read with 'b' as ArrayBuffer": [`return [photo instanceof ArrayBuffer, photo.byteLength]`, [true, 4]],
      'open cannot be called in an iteration': [`open('note.txt')`, throws(/init/)],
      'http.file in a body makes it multipart': [
        `const e = http.post(T + '/echo', { title: 'x', photo: http.file(photo, 'photo.bin', 'image/x'), note: http.file(note, 'note.txt') }).json(); return [e.headers['content-type'].split(';')[0], e.form]`,
        [
          'multipart/form-data',
          expect.arrayContaining([
            ['title', 'x'],
            ['photo', expect.objectContaining({ filename: 'photo.bin', type: 'image/x' })],
            ['note', { filename: 'note.txt', type: 'application/octet-stream', content: 'a note' }],
          ]),
        ],
      ],
      'http.file has data, filename and content type': [
        `const f = http.file('x', 'name.txt', 'text/plain'); return [f.data, f.filename, f.content_type]`,
        ['x', 'name.txt', 'text/plain'],
      ],
      'http.file makes up a name': [
        `const f = http.file('x'); return [f.filename.length > 0, f.content_type]`,
        [true, 'application/octet-stream'],
      ],
      'http.file takes text or ArrayBuffer only': [`http.file(7)`, throws(/invalid type/)],
    },
  }),
  topic({
    name: 'http.asyncRequest',
    isAsync: true,
    cases: {
      'resolves with the response': [
        `const res = await http.asyncRequest('GET', T + '/text?body=x'); return [res.status, res.body]`,
        [200, 'x'],
      ],
      'takes body and params': [
        `const res = await http.asyncRequest('POST', T + '/echo', { a: 1 }, { headers: { 'X-A': '1' } }); return [res.json().body, res.json().headers['x-a']]`,
        ['a=1', '1'],
      ],
      'runs many at once': [
        `const from = Date.now(); const all = await Promise.all([1, 2, 3].map(() => http.asyncRequest('GET', T + '/delay/200'))); return [all.length, Date.now() - from < 550]`,
        [3, true],
      ],
      'resolves for bad statuses': [`return (await http.asyncRequest('GET', T + '/status/500')).status`, 500],
      'resolves for requests that fail': [
        `return (await http.asyncRequest('GET', 'http://127.0.0.1:1/')).error_code`,
        1212,
      ],
      'rejects with throw: true': [
        `return http.asyncRequest('GET', 'http://127.0.0.1:1/', null, { throw: true }).then(() => 'fine', () => 'rejected')`,
        'rejected',
      ],
      'lets blocking calls go on meanwhile': [
        `const later = http.asyncRequest('GET', T + '/delay/100'); const now = http.get(T + '/text?body=now').body; return [now, (await later).body]`,
        (seen: Seen) => {
          expect(seen.value).toEqual(['now', 'waited 100'])
          expect(seen.requests.map(({ path }) => path).toSorted()).toEqual(['/delay/100', '/text?body=now'])
        },
      ],
      'can be raced': [
        `return (await Promise.race([http.asyncRequest('GET', T + '/delay/400'), http.asyncRequest('GET', T + '/delay/20')])).body`,
        'waited 20',
      ],
    },
  }),
]
