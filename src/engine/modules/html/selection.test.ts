import { expect, it } from 'vitest'
import { BlockingCall } from '../blocking.ts'
import { ScriptedCall } from '../testing/scripted-call.ts'
import { waitFor } from '../testing/wait-for.ts'
import { parseHTML } from './parse-html.ts'
import type { Selection } from './selection.ts'

const page = parseHTML(`<!DOCTYPE html>
<html><head><title>Shop</title></head>
<body>
  <h1 id="top" class="big title" data-user-id="42" data-full-name="Ann Lee" data-price="1.50" data-on="true" data-list='[1,2]' data-empty="">Hi <b>there</b></h1>
  <ul><li class="a">one</li><li class="b">two</li><li class="c">three</li><li class="d">four</li></ul>
  <form id="f" action="/send"><input name="q" value="x y"><input type="checkbox" name="c" checked="checked"><input type="checkbox" name="n">
    <input name="off" disabled="disabled" value="1"><input type="submit" name="go" value="Go">
    <select name="s"><option value="1">a</option><option selected>b</option></select>
    <select name="m" multiple><option value="1" selected>a</option><option selected>b</option></select>
    <textarea name="t">some text</textarea><button value="press">Push</button></form>
  <p>it's <br>"ok" &amp; &lt;done&gt;</p><!-- remark --><script>if (a < b) go("x")</script>
</body></html>`)

const texts = (selection: Selection): string[] => selection.toArray().map((one) => one.text())
const items = page.find('li')
const second = items.eq(1)

it.each<[string, Selection, string[]]>([
  ['find', page.find('ul').find('.a, .c'), ['one', 'three']],
  ['find of a selection', page.find('ul').find(page.find('li, h1')), ['one', 'two', 'three', 'four']],
  ['find of what is no selector', page.find('li:::'), []],
  ['single', page.single('li'), ['one']],
  ['add by selector', page.find('.a').add('.d'), ['one', 'four']],
  ['add without doubles', items.add(second).slice(3), ['four']],
  ['filter by selector', items.filter('.b'), ['two']],
  ['filter by function', items.filter((index: number, li: Selection) => index > 1 && li.text() !== 'four'), ['three']],
  ['filter by selection', items.filter(page.find('.c')), ['three']],
  ['not by selector', items.not('.a, .b'), ['three', 'four']],
  ['not by function', items.not((index: number) => index > 0), ['one']],
  ['not by element', items.not(items.get(0)), ['two', 'three', 'four']],
  ['has', page.find('body, ul, p').has('li').slice(1), [page.find('ul').text()]],
  ['closest', second.closest('ul').children('.a'), ['one']],
  ['closest is itself', second.closest('li'), ['two']],
  ['children', page.find('h1').children(), ['there']],
  ['contents', page.find('h1').contents(), ['Hi ', 'there']],
  ['next', second.next(), ['three']],
  ['next filtered', second.next('.d'), []],
  ['nextAll', second.nextAll(), ['three', 'four']],
  ['nextUntil', second.nextUntil('.d'), ['three']],
  ['nextUntil a selection', items.first().nextUntil(page.find('.d'), '.c'), ['three']],
  ['nextUntil nothing', second.nextUntil(), ['three', 'four']],
  ['prev', second.prev(), ['one']],
  ['prevAll is nearest first', items.last().prevAll(), ['three', 'two', 'one']],
  ['prevUntil', items.last().prevUntil('.a'), ['three', 'two']],
  ['parent', second.parent().children('.d'), ['four']],
  ['siblings', second.siblings(), ['one', 'three', 'four']],
  ['siblings filtered', second.siblings('.d'), ['four']],
  ['slice', items.slice(1, 3), ['two', 'three']],
  ['slice from the end', items.slice(-1), ['four']],
  ['first and last', items.first().add(items.last()), ['one', 'four']],
  ['eq from the end', items.eq(-2), ['three']],
  ['eq out of range', items.eq(9), []],
  ['end', items.eq(1).end().eq(0), ['one']],
])('selects by %s', (_, selection, expected) => {
  expect(texts(selection)).toEqual(expected)
})

it('goes up from the nearest parent', () => {
  const names = (selection: Selection): unknown =>
    selection.map((_: number, one: Selection) => (one.get(0) as { nodeName: () => string }).nodeName())
  expect(names(second.parents())).toEqual(['ul', 'body', 'html'])
  expect(names(second.parentsUntil('body'))).toEqual(['ul'])
  expect(names(second.parents('html'))).toEqual(['html'])
})

it.each<[string, unknown, unknown]>([
  ['is, by selector', items.is('.c'), true],
  ['is, by function', items.is((index: number) => index > 3), false],
  ['is, by selection', second.is(items), true],
  ['size', items.size(), 4],
  ['index among siblings', page.find('.c').index(), 2],
  ['index of a selection', items.index(page.find('.d')), 3],
  ['index within a selector', page.find('.b').index('li'), 1],
  ['index of an element', items.index(second.get(0)), 1],
  ['index of nothing', page.find('.none').index(), -1],
  ['attr', page.find('h1').attr('class'), 'big title'],
  ['attr, missing', page.find('h1').attr('lang'), undefined],
  ['attr with a default', page.find('h1').attr('lang', 'en'), 'en'],
  ['text', page.find('h1').text(), 'Hi there'],
  ['text of all', items.text(), 'onetwothreefour'],
  ['html', page.find('h1').html(), 'Hi <b>there</b>'],
  ['html as Go writes it', page.find('p').html(), 'it&#39;s <br/>&#34;ok&#34; &amp; &lt;done&gt;'],
  ['html of a script, escaped by itself', page.find('script').html(), 'if (a &lt; b) go(&#34;x&#34;)'],
  ['html around a script', page.find('body').html().includes('<script>if (a < b) go("x")</script>'), true],
  ['html of nothing', page.find('.none').html(), ''],
  ['data', page.find('h1').data('user-id'), 42],
  ['data by property', page.find('h1').data('fullName'), 'Ann Lee'],
  ['data that is no plain number', page.find('h1').data('price'), '1.50'],
  ['data, missing', page.find('h1').data('none'), undefined],
  [
    'all data',
    page.find('h1').data(),
    { userID: 42, fullName: 'Ann Lee', price: '1.50', on: true, list: [1, 2], empty: undefined },
  ],
  ['val of an input', page.find('input[name=q]').val(), 'x y'],
  ['val of a checkbox', page.find('input[name=c]').val(), 'on'],
  ['val of a select', page.find('select[name=s]').val(), 'b'],
  ['val of a multiple select', page.find('select[name=m]').val(), ['1', 'b']],
  ['val of a textarea', page.find('textarea').val(), 'some text'],
  ['val of a button', page.find('button').val(), 'press'],
  ['val of an option', page.find('option').first().val(), '1'],
  ['val of a heading', page.find('h1').val(), undefined],
  ['serialize', page.find('form').serialize(), 'c=on&m=1&m=b&q=x+y&s=b&t=some+text'],
  ['serialize of controls', page.find('input').serialize(), 'c=on&q=x+y'],
  [
    'serializeObject',
    page.find('form').serializeObject(),
    { q: 'x y', c: 'on', s: 'b', m: ['1', 'b'], t: 'some text' },
  ],
  ['serializeArray', page.find('form').serializeArray()[0], { name: 'q', value: 'x y' }],
  ['map', items.map((index: number, li: Selection) => `${index}${li.text()}`), ['0one', '1two', '2three', '3four']],
  ['get', (items.get() as unknown[]).length, 4],
  ['get out of range', items.get(4), undefined],
])('reads %s', (_, value, expected) => {
  expect(value).toEqual(expected)
})

it('leaves out of a map what the function throws for', () => {
  const result = items.map((index: number) => {
    if (index % 2 === 0) throw new Error('odd only')
    return index
  })
  expect(result).toEqual([1, 3])
})

it('gives elements to each, and itself back', () => {
  const seen: string[] = []
  const result = items.each((index: number, li: { textContent: () => string }) =>
    seen.push(`${index} ${li.textContent()}`),
  )
  expect(seen).toEqual(['0 one', '1 two', '2 three', '3 four'])
  expect(result).toBe(items)
})

it('waits in each for a function that blocks, one after the other', async () => {
  const requests: ScriptedCall[] = []
  const unfinished = items.slice(0, 2).each(() => {
    requests.push(new ScriptedCall())
    return requests.at(-1)
  })
  expect(unfinished).toBeInstanceOf(BlockingCall)
  const done = waitFor(unfinished)
  expect(requests).toHaveLength(1)
  requests[0]?.waiter?.resume(undefined)
  expect(requests).toHaveLength(2)
  requests[1]?.waiter?.resume(undefined)
  expect(await done).toHaveProperty('size')
})

it.each<[string, () => unknown, string]>([
  ['each without a function', () => items.each('li'), 'the argument to each() must be a function'],
  ['map without a function', () => items.map(5), 'the argument to map() must be a function'],
  ['find of a number', () => items.find(5), "invalid argument, cannot use a 'int64' as a selector"],
  [
    'a filter that blocks',
    () => items.filter(() => new ScriptedCall()),
    'http.get blocks, but the function given to filter() cannot wait',
  ],
])('refuses %s', (_, act, message) => {
  expect(act).toThrow(message)
})
