import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { topic } from '../topic.ts'

/** k6/html: selections and elements. */
export const html: readonly CompatScript[] = [
  topic({
    name: 'k6/html',
    shared: `import { parseHTML } from 'k6/html'
const doc = parseHTML(\`<html><body><h1 id="top" class="big loud" data-price="12" data-in-stock="true">Hello <b>you</b></h1>
<ul><li>one</li><li class="mid">two</li><li>three</li></ul>
<form id="f"><input name="a" value="1"><input name="b" type="checkbox" checked="checked" value="yes"><input name="c" type="checkbox" value="no">
<select name="s"><option value="x">X</option><option value="y" selected>Y</option></select><textarea name="t">note</textarea></form>
<a href="/next?x=1#frag">next</a></body></html>\`)
const li = doc.find('li')`,
    cases: {
      'find and text': [`return doc.find('h1').text()`, 'Hello you'],
      html: [`return doc.find('h1').html()`, 'Hello <b>you</b>'],
      'attr, and a default for what is not there': [
        `return [doc.find('h1').attr('id'), typeof doc.find('h1').attr('nope'), doc.find('h1').attr('nope', 'given')]`,
        ['top', 'undefined', 'given'],
      ],
      size: [`return [li.size(), doc.find('nope').size()]`, [3, 0]],
      'eq, first, last and get': [
        `return [li.eq(1).text(), li.first().text(), li.last().text(), li.eq(-1).text(), li.get(0).textContent()]`,
        ['two', 'one', 'three', 'three', 'one'],
      ],
      'next, prev, parent, children and siblings': [
        `const mid = doc.find('.mid'); return [mid.next().text(), mid.prev().text(), mid.parent().is('ul'), doc.find('ul').children().size(), mid.siblings().size()]`,
        ['three', 'one', true, 3, 2],
      ],
      'closest, parents and has': [
        `return [doc.find('b').closest('h1').attr('id'), doc.find('b').parents().size(), doc.find('ul').has('.mid').size()]`,
        ['top', 3, 1],
      ],
      'filter, not and is': [
        `return [li.filter('.mid').size(), li.not('.mid').size(), doc.find('.mid').is('li'), li.filter((i, el) => el.text() === 'one').size()]`,
        [1, 2, true, 1],
      ],
      'each and map': [
        `const seen = []; li.each((i, el) => seen.push(i + el.textContent())); return [seen, li.map((i, el) => el.text())]`,
        [
          ['0one', '1two', '2three'],
          ['one', 'two', 'three'],
        ],
      ],
      'index, slice, add and contents': [
        `return [doc.find('.mid').index(), li.slice(1).size(), li.add('h1').size(), doc.find('h1').contents().size()]`,
        [1, 2, 4, 2],
      ],
      'toArray and spreading over elements': [`return li.toArray().map((s) => s.text())`, ['one', 'two', 'three']],
      'data reads data attributes as values': [
        `const h = doc.find('h1'); return [h.data('price'), h.data('in-stock'), h.data('inStock')]`,
        [12, true, true],
      ],
      'val of inputs, selects and text areas': [
        `return [doc.find('[name=a]').val(), doc.find('select').val(), doc.find('textarea').val()]`,
        ['1', 'y', 'note'],
      ],
      serializeArray: [
        `return doc.find('#f').serializeArray()`,
        [
          { name: 'a', value: '1' },
          { name: 'b', value: 'yes' },
          { name: 's', value: 'y' },
          { name: 't', value: 'note' },
        ],
      ],
      'serializeObject and serialize': [
        `return [doc.find('#f').serializeObject(), doc.find('#f').serialize()]`,
        [{ a: '1', b: 'yes', s: 'y', t: 'note' }, 'a=1&b=yes&s=y&t=note'],
      ],
      'elements have names, ids and classes': [
        `const el = doc.find('h1').get(0); return [el.nodeName(), el.id(), el.classList(), el.getAttribute('id'), el.hasAttribute('nope')]`,
        ['h1', 'top', ['big', 'loud'], 'top', false],
      ],
      'elements have text and HTML': [
        `const el = doc.find('h1').get(0); return [el.textContent(), el.innerHTML()]`,
        ['Hello you', 'Hello <b>you</b>'],
      ],
      'elements lead to others': [
        `const el = doc.find('.mid').get(0); return [el.nextElementSibling().textContent(), el.previousElementSibling().textContent(), el.parentElement().nodeName(), doc.find('ul').get(0).childElementCount()]`,
        ['three', 'one', 'ul', 3],
      ],
      'links know the parts of their URL': [
        `const a = doc.find('a').get(0); return [a.getAttribute('href'), a.hash(), a.search()]`,
        ['/next?x=1#frag', '#frag', '?x=1'],
      ],
      'text that is no HTML is a selection too': [`return parseHTML('just text').text()`, 'just text'],
    },
    promises: { 'the run ends with 0': ({ exitCode }) => expect(exitCode).toBe(0) },
  }),
]
