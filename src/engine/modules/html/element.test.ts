import { expect, it } from 'vitest'
import { parseHTML } from './parse-html.ts'

type Loose = Record<string, (...args: unknown[]) => unknown>

const source = `<!DOCTYPE html>
<html lang="en"><head><base href="https://base.test/x"><meta http-equiv="refresh" content="5"><link rel="a b" href="/style.css">
<script src="app.js" async></script><style></style><title>T</title></head><body>
<a id="l" class="one  two" href="https://ann:secret@shop.test:8443/p/a?q=1#frag" rel="next prev" hreflang="de">text <i>it</i></a><a id="r" href="sub/page?x=1#y">rel</a>
<form id="f" action="/send" method="post" enctype="text/plain" novalidate><label id="lab" for="in">Name</label><input id="in" name="n" list="dl" maxlength="8" required><button id="b" formaction="other">Go</button>
<select id="s"><optgroup label="g" disabled><option>a</option></optgroup><option selected value="2">b</option></select><textarea id="t" rows="3"></textarea></form>
<datalist id="dl"><option>x</option><option>y</option></datalist><input id="out" form="f" type="radio">
<table id="tab"><caption>c</caption><thead><tr><th scope="col">h</th></tr></thead><tbody><tr id="row"><td id="c1" colspan="2">1</td><td id="c2">2</td></tr></tbody></table>
<img id="im" src="pic.png" width="20" usemap="#mp"><map id="mp" name="mp"><area href="/a"></map><progress id="pr" value="3" max="4"></progress><meter id="me" high="9"></meter>
<video id="v" src="film.mp4" controls><track src="t.vtt"></video><canvas id="cv"></canvas><ol id="ol" start="3"></ol><svg id="svg" xlink:href="#z"></svg><p id="p">x<!--note-->y</p>
</body></html>`

const page = parseHTML(source, 'https://shop.test/dir/list.html')
const bare = parseHTML(source)
const element = (id: string, from = page): Loose => from.find(`#${id}`).get(0) as unknown as Loose
const first = (selector: string): Loose => page.find(selector).get(0) as unknown as Loose
const name = (value: unknown): unknown => (value as Loose | undefined)?.['nodeName']?.()
const ids = (value: unknown): unknown[] => (value as Loose[]).map((one) => one['id']?.() || name(one))

it.each<[string, string, unknown]>([
  ['l', 'nodeName', 'a'],
  ['l', 'nodeType', 1],
  ['l', 'id', 'l'],
  ['l', 'className', 'one  two'],
  ['l', 'classList', ['one', 'two']],
  ['l', 'textContent', 'text it'],
  ['l', 'innerHTML', 'text <i>it</i>'],
  ['l', 'href', 'https://ann:secret@shop.test:8443/p/a?q=1#frag'],
  ['l', 'toString', 'https://ann:secret@shop.test:8443/p/a?q=1#frag'],
  ['l', 'hash', '#frag'],
  ['l', 'host', 'shop.test:8443'],
  ['l', 'hostname', 'shop.test'],
  ['l', 'port', '8443'],
  ['l', 'origin', 'https://shop.test:8443'],
  ['l', 'username', 'ann'],
  ['l', 'password', 'secret'],
  ['l', 'pathname', '/p/a'],
  ['l', 'protocol', 'https'],
  ['l', 'search', '?q=1'],
  ['l', 'relList', ['next', 'prev']],
  ['l', 'hrefLang', 'de'],
  ['l', 'target', ''],
  ['r', 'href', 'https://shop.test/dir/sub/page?x=1#y'],
  ['p', 'toString', '[object html.Node]'],
  ['p', 'lang', undefined],
  ['p', 'childElementCount', 0],
  ['p', 'hasChildNodes', true],
  ['p', 'namespaceURI', 'http://www.w3.org/1999/xhtml'],
  ['p', 'isDefaultNamespace', true],
  ['svg', 'namespaceURI', 'http://www.w3.org/2000/svg'],
  ['svg', 'isDefaultNamespace', false],
  ['f', 'action', 'https://shop.test/send'],
  ['f', 'method', 'post'],
  ['f', 'enctype', 'text/plain'],
  ['f', 'noValidate', true],
  ['f', 'length', 4],
  ['f', 'autocomplete', 'on'],
  ['in', 'type', 'text'],
  ['in', 'maxLength', 8],
  ['in', 'required', true],
  ['in', 'tabIndex', 0],
  ['in', 'formMethod', 'post'],
  ['in', 'formAction', 'https://shop.test/send'],
  ['in', 'formEnctype', 'text/plain'],
  ['in', 'formNoValidate', true],
  ['b', 'formAction', 'https://shop.test/dir/other'],
  ['b', 'type', 'submit'],
  ['b', 'value', 'Go'],
  ['out', 'formMethod', 'post'],
  ['s', 'length', 2],
  ['s', 'selectedIndex', 1],
  ['s', 'value', '2'],
  ['s', 'type', 'select'],
  ['s', 'size', 1],
  ['t', 'rows', 3],
  ['t', 'wrap', 'soft'],
  ['lab', 'htmlFor', 'in'],
  ['row', 'rowIndex', 1],
  ['row', 'sectionRowIndex', 0],
  ['c2', 'cellIndex', 1],
  ['c1', 'colSpan', 2],
  ['c2', 'colSpan', 1],
  ['im', 'src', 'https://shop.test/dir/pic.png'],
  ['im', 'width', 20],
  ['im', 'height', 0],
  ['pr', 'value', 0.75],
  ['pr', 'position', 0.75],
  ['pr', 'max', 4],
  ['me', 'high', 9],
  ['v', 'controls', true],
  ['v', 'preload', 'auto'],
  ['cv', 'width', 150],
  ['ol', 'start', 3],
  ['ol', 'type', '1'],
])('answers %s.%s() with %j', (id, method, expected) => {
  expect(element(id)[method]?.()).toEqual(expected)
})

it.each<[string, unknown, unknown]>([
  ['the form of a control', ids([element('in')['form']?.()]), ['f']],
  ['the form that a control names', ids([element('out')['form']?.()]), ['f']],
  ['labels', ids(element('in')['labels']?.()), ['lab']],
  ['the control of a label', ids([element('lab')['control']?.()]), ['in']],
  ['the list of an input', ids([element('in')['list']?.()]), ['dl']],
  ['form elements', ids(element('f')['elements']?.()), ['in', 'b', 's', 't']],
  ['options', ids(element('dl')['options']?.()), ['option', 'option']],
  ['rows', ids(element('tab')['rows']?.()), ['tr', 'row']],
  ['cells', ids(element('row')['cells']?.()), ['c1', 'c2']],
  ['areas', ids(element('mp')['areas']?.()), ['area']],
  ['images of a map', ids(element('mp')['images']?.()), ['im']],
  ['tracks', ids(element('v')['textTracks']?.()), ['track']],
  ['children', ids(element('row')['children']?.()), ['c1', 'c2']],
  ['child nodes', ids(element('p')['childNodes']?.()), ['#text', '#comment', '#text']],
  ['querySelectorAll', ids(element('f')['querySelectorAll']?.('input, label')), ['lab', 'in']],
  ['getElementsByTagName', ids(element('row')['getElementsByTagName']?.('td')), ['c1', 'c2']],
  ['querySelector without a match', element('row')['querySelector']?.('b'), undefined],
  ['an option in a disabled group', first('optgroup option')['disabled']?.(), true],
  [
    'the index of an option',
    page
      .find('#s option')
      .toArray()
      .map((one) => (one.get(0) as unknown as Loose)['index']?.()),
    [0, 1],
  ],
  ['the base', first('base')['href']?.(), 'https://base.test/x'],
  ['meta', [first('meta')['httpEquiv']?.(), first('meta')['content']?.()], ['refresh', '5']],
  [
    'a link to a style',
    [first('link')['href']?.(), first('link')['relList']?.()],
    ['https://shop.test/style.css', ['a', 'b']],
  ],
  [
    'a script',
    [first('script')['src']?.(), first('script')['async']?.(), first('script')['defer']?.()],
    ['https://shop.test/dir/app.js', true, false],
  ],
  ['a style', first('style')['type']?.(), 'text/css'],
  ['a title', first('title')['text']?.(), 'T'],
  ['a heading cell', first('th')['scope']?.(), 'col'],
])('finds %s', (_, value, expected) => {
  expect(value).toEqual(expected)
})

it('walks the tree', () => {
  const row = element('row')
  const cell = element('c1')
  expect(ids([row['firstChild']?.(), row['lastElementChild']?.(), row['firstElementChild']?.()])).toEqual([
    'c1',
    'c2',
    'c1',
  ])
  expect(ids([cell['nextSibling']?.(), cell['nextElementSibling']?.(), cell['parentNode']?.()])).toEqual([
    'c2',
    'c2',
    'row',
  ])
  expect(cell['previousSibling']?.()).toBeUndefined()
  expect(name(cell['ownerDocument']?.())).toBe('#document')
  expect(name(first('html')['parentElement']?.())).toBeUndefined()
  expect(name(first('html')['parentNode']?.())).toBe('#document')
})

it('compares nodes', () => {
  const [row, cell] = [element('row'), element('c1')]
  expect([row['contains']?.(cell), row['contains']?.(row), row['contains']?.('x')]).toEqual([true, false, false])
  expect([cell['isSameNode']?.(element('c1')), cell['isSameNode']?.(element('c2'))]).toEqual([true, false])
  expect([cell['isEqualNode']?.(element('c1')), cell['isEqualNode']?.(element('c2'))]).toEqual([true, false])
  expect([cell['matches']?.('tr > td'), cell['matches']?.('th')]).toEqual([true, false])
})

it('shows attributes', () => {
  const input = element('in')
  expect([input['hasAttribute']?.('required'), input['hasAttributes']?.(), input['getAttribute']?.('none')]).toEqual([
    true,
    true,
    undefined,
  ])
  const attributes = input['attributes']?.() as Record<
    string,
    { name: string; value: string; ownerElement: Loose } & Loose
  >
  expect(Object.keys(attributes)).toEqual(['id', 'name', 'list', 'maxlength', 'required'])
  expect(attributes['maxlength']).toMatchObject({ name: 'maxlength', value: '8' })
  expect(attributes['maxlength']?.ownerElement['id']?.()).toBe('in')
  expect(attributes['maxlength']?.['localName']?.()).toBe('maxlength')
})

it('gives the values of text nodes only', () => {
  const nodes = element('p')['childNodes']?.() as Loose[]
  expect(nodes.map((node) => [node['nodeType']?.(), node['nodeValue']?.()])).toEqual([
    [3, 'x'],
    [8, ''],
    [3, 'y'],
  ])
})

it('leaves links as they stand when it does not know the page', () => {
  const link = element('r', bare)
  expect(['href', 'pathname', 'search', 'hash', 'host', 'protocol'].map((part) => link[part]?.())).toEqual([
    'sub/page?x=1#y',
    'sub/page',
    '?x=1',
    '#y',
    '',
    ':',
  ])
  expect(element('f', bare)['action']?.()).toBe('/send')
})

it('gives a selection of itself', () => {
  const selection = element('row')['selection']?.() as ReturnType<typeof page.find>
  expect(selection.find('td').size()).toBe(2)
})
