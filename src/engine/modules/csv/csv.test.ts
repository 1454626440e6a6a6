import { expect, it } from 'vitest'
import { File } from '../fs/file.ts'
import { type FakeVu, fakeVu } from '../testing/fake-vu.ts'
import { csv } from './module.ts'

interface Csv {
  readonly parse: (file: unknown, options?: unknown) => Promise<unknown[]>
  readonly Parser: new (file?: unknown, options?: unknown) => { next: () => Promise<{ done: boolean; value: unknown }> }
}
const inInit = (): FakeVu => fakeVu({ vu: { stage: 'init' } })
const load = (vu = inInit()): Csv => csv(vu) as unknown as Csv
const fileOf = (text: string): File => new File('/data.csv', Buffer.from(text))
const parse = async (text: string, options?: object): Promise<unknown[]> => [
  ...(await load().parse(fileOf(text), options)),
]

const table = 'name,age\nann,30\nbob,40\neve,50\n'
it.each<[string, string, object | undefined, unknown[]]>([
  [
    'plain rows',
    'a,b\nc,d\n',
    undefined,
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'no line break at the end',
    'a,b\nc,d',
    undefined,
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'line breaks of Windows, and empty lines',
    'a,b\r\n\r\nc,d\r\n',
    undefined,
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['empty fields', ',\n', undefined, [['', '']]],
  ['quotes', '"a,1","say ""hi"""\n', undefined, [['a,1', 'say "hi"']]],
  ['quoted line breaks', '"two\r\nlines",x\n', undefined, [['two\nlines', 'x']]],
  ['another delimiter', 'a;b\n', { delimiter: ';' }, [['a', 'b']]],
  ['text beyond ASCII', 'grüß,世界\n', undefined, [['grüß', '世界']]],
  ['nothing', '', undefined, []],
  [
    'all but the first line',
    table,
    { skipFirstLine: true },
    [
      ['ann', '30'],
      ['bob', '40'],
      ['eve', '50'],
    ],
  ],
  [
    'from a line on',
    table,
    { fromLine: 2 },
    [
      ['bob', '40'],
      ['eve', '50'],
    ],
  ],
  [
    'up to a line',
    table,
    { toLine: 1 },
    [
      ['name', 'age'],
      ['ann', '30'],
    ],
  ],
  [
    'from a line to another',
    table,
    { fromLine: 1, toLine: 2 },
    [
      ['ann', '30'],
      ['bob', '40'],
    ],
  ],
  ['rows as objects', table, { asObjects: true, toLine: 1 }, [{ name: 'ann', age: '30' }]],
])('parses %s', async (_, text, options, rows) => {
  expect(await parse(text, options)).toEqual(rows)
})

it.each<[string, string, object, string]>([
  ['a bare quote', 'a"b,c\n', {}, 'parse error on line 1: bare " in non-quoted field'],
  ['text after a quote', '"a"b,c\n', {}, 'parse error on line 1: extraneous or missing " in quoted-field'],
  ['a quote that is not closed', 'x,y\n"a,c\n', {}, 'parse error on line 2: extraneous or missing " in quoted-field'],
  ['records of different lengths', 'a,b\nc\n', {}, 'record on line 2: wrong number of fields'],
  ['a long delimiter', 'a', { delimiter: '||' }, 'delimiter must be a single character'],
  ['lines in the wrong order', 'a', { fromLine: 3, toLine: 3 }, "must be less than the 'toLine' option"],
  ['a negative line', 'a', { fromLine: -1 }, 'must be greater than or equal to 0; got -1'],
  ['objects without the header', 'a', { asObjects: true, skipFirstLine: true }, "when 'skipFirstLine' is true"],
  ['objects from a later line', 'a', { asObjects: true, fromLine: 1 }, "when 'fromLine' is set"],
  ['lines that are not there', 'a\n', { fromLine: 5 }, 'failed to skip lines until line 5; reason: EOF'],
  ['a header that is not there', '', { asObjects: true }, 'failed to read the first line; reason: EOF'],
])('rejects %s', async (_, text, options, message) => {
  await expect(parse(text, options)).rejects.toThrow(message)
})

it('makes one shared array of a file for all VUs', async () => {
  const vu = inInit()
  const file = fileOf(table)
  const [a, b] = [await load(vu).parse(file), await load(fakeVu({ worker: vu.worker })).parse(file)]
  expect(a).toBe(b)
  expect(await load(vu).parse(file, { asObjects: true })).not.toBe(a)
})

it('hands out rows one by one', async () => {
  const parser = new (load().Parser)(fileOf('a,b\nc,d\n'), { skipFirstLine: true })
  expect(await parser.next()).toEqual({ done: false, value: ['c', 'd'] })
  expect(await parser.next()).toEqual({ done: true, value: [] })
  expect(await parser.next()).toEqual({ done: true, value: [] })
})

it.each<[string, () => unknown, string]>([
  [
    'a parser outside of init code',
    () => new (load(fakeVu()).Parser)(fileOf('')),
    'must be called in the init context',
  ],
  ['a parser of nothing', () => new (load().Parser)(), 'takes at least one non-nil source argument'],
  [
    'a parser of text',
    () => new (load().Parser)('a,b'),
    'first argument expected to be a fs.File instance, got string instead',
  ],
])('refuses %s', (_, act, message) => {
  expect(act).toThrow(message)
})
