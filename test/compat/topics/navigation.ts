import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** Forms and links of responses. */
export const navigation: readonly CompatScript[] = [
  topic({
    name: 'pages',
    shared: `const page = (T) => http.get(T + '/html')`,
    cases: {
      'res.html() is a selection of the page': [`return page(T).html().find('h1').text()`, 'Welcome back'],
      'res.html(selector) selects at once': [`return page(T).html('li').size()`, 3],
      'submitForm sends the first form of the page': [
        `const html = '<form method="post" action="./echo"><input name="q" value="x y"><input type="checkbox" name="on" value="1" checked="checked"><input type="checkbox" name="off" value="1"><select name="sort"><option value="up">Up</option><option value="down" selected>Down</option></select><input type="submit" name="go" value="Go"></form>'
        const e = http.get(T + '/text?body=' + encodeURIComponent(html)).submitForm().json(); return [e.method, Object.fromEntries(e.form)]`,
        ['POST', { q: 'x y', on: '1', sort: 'down', go: 'Go' }],
      ],
      'submitForm puts the fields of a GET form into the query': [
        `const e = page(T).submitForm({ formSelector: '#search' }).json(); return [e.method, e.query, e.length]`,
        ['GET', { q: 'x y', sort: 'down', go: 'Go' }, 0],
      ],
      'submitForm takes a selector': [
        `const e = page(T).submitForm({ formSelector: '#login' }).json(); return [e.method, e.headers['content-type'], Object.fromEntries(e.form)]`,
        ['POST', 'application/x-www-form-urlencoded', { user: '', token: 't0ken', note: 'hi', enter: 'In' }],
      ],
      'submitForm takes fields over those of the page': [
        `return Object.fromEntries(page(T).submitForm({ formSelector: '#login', fields: { user: 'ann', note: 'bye' } }).json().form)`,
        { user: 'ann', token: 't0ken', note: 'bye', enter: 'In' },
      ],
      'submitForm takes params': [
        `return page(T).submitForm({ params: { headers: { 'X-Form': 'yes' } } }).json().headers['x-form']`,
        'yes',
      ],
      'submitForm takes the button to press': [
        `return page(T).submitForm({ formSelector: '#search', submitSelector: '#none' }).json().query`,
        { q: 'x y', sort: 'down' },
      ],
      'submitForm without such a form is an error': [
        `page(T).submitForm({ formSelector: '#nope' })`,
        throws(/no form found for selector '#nope' in response/),
      ],
      'clickLink follows the first link': [`return page(T).clickLink().json().query`, { from: 'link' }],
      'clickLink takes a selector, and resolves where it leads': [
        `return page(T).clickLink({ selector: 'a.second' }).json().query`,
        { from: 'second' },
      ],
      'clickLink takes params': [
        `return page(T).clickLink({ params: { headers: { 'X-Link': 'yes' } } }).json().headers['x-link']`,
        'yes',
      ],
      'clickLink without such a link is an error': [
        `page(T).clickLink({ selector: 'a.nope' })`,
        throws(/no element found for selector 'a.nope' in response/),
      ],
    },
    promises: {
      'navigation makes requests like any other': ({ metrics }) => expect(metrics['http_reqs']?.['count']).toBe(22),
    },
  }),
]
