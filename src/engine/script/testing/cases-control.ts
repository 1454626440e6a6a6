const imports = `
  import http from 'k6/http'
  import { check, fail, group, sleep } from 'k6'
`
const list = (cases: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cases).map(([name, source]) => [name, imports + source]))

/** Control flow, generators and built-ins that call back. */
export const controlCases: Readonly<Record<string, string>> = list({
  'labelled loops': `
    export default function () {
      const seen = []
      outer: for (let i = 0; i < 3; i += 1) {
        inner: for (let j = 0; ; j += 1) {
          seen.push(http.get('/' + i + j).url)
          if (j === 1) continue outer
          if (i === 2) break outer
          if (j > 5) break inner
        }
      }
      do { seen.push('do') } while (http.get('/do').status !== 200)
      let n = 0
      while (http.get('/while' + n).status === 200 && n < 2) n += 1
      for (const key in { a: 1, b: 2 }) seen.push(http.get('/' + key).url)
      return seen
    }`,

  switch: `
    const choose = (x) => { switch (http.get('/s' + x).url) { case '/s1': http.get('/one'); case '/s2': return 'two'; case http.get('/case').url: return 'case'; default: { http.get('/default'); break } } return 'end' }
    export default function () { return [1, 2, 3].map(choose) }`,

  'try, catch and finally with blocking in each': `
    function all(url, how) {
      const trail = []
      try { trail.push('try'); http.get(url); if (how === 'return') return [trail, http.get('/returned').url]; if (how === 'throw') throw new Error('own') }
      catch ({ message }) { trail.push(message); http.get('/catch'); if (how === 'rethrow') throw new Error('again') }
      finally { trail.push('finally'); http.get('/finally'); if (how === 'override') return 'overridden' }
      return trail
    }
    const late = () => { for (const x of [1, 2]) { try { if (x === 1) continue; return http.get('/x' + x).url } finally { http.get('/after' + x) } } }
    export default function () {
      const results = [all('/a'), all('/broken'), all('/b', 'return'), all('/c', 'throw'), all('/broken', 'override'), late()]
      try { all('/broken', 'rethrow') } catch (e) { results.push(e.message) }
      return results
    }`,

  'exceptions through many functions': `
    const a = () => b(), b = () => { const r = c(); return r }, c = () => { try { return d() } finally { console.log('c') } }, d = () => { http.get('/d'); throw new TypeError('deep') }
    export default function () { try { a() } catch (e) { console.log(e instanceof TypeError, e.message) } http.get('/next'); return a() }`,

  'a thrown value that is no error': `
    export default function () { try { throw http.get('/thrown') } catch (r) { console.log(r.url) } http.get('/x'); throw 'text' }`,

  'generators that block': `
    function* pages(n) { for (let i = 0; i < n; i += 1) { const sent = yield http.get('/page' + i).url; if (sent) console.log('sent', sent) } return http.get('/last').url }
    function* both() { http.get('/before'); const last = yield* pages(2); console.log('last', last); yield* ['x', 'y'] }
    export default function () {
      const seen = []
      for (const url of pages(3)) { seen.push(url); http.get('/body') }
      for (const url of both()) seen.push(url)
      for (const url of pages(9)) { if (url === '/page1') break; seen.push(url) }
      const g = pages(2)
      seen.push(g.next(), g.next('hello'), g.next(), g.next())
      const [...spread] = [...pages(2), ...new Set(['s'])]
      return [seen, spread, Math.max(...[1, 2])]
    }`,

  'generators with try and finally': `
    function* careful() { try { yield http.get('/1').url; yield http.get('/2').url } catch (e) { console.log('caught', e); yield 'caught' } finally { console.log('cleanup') } }
    export default function () {
      const g = careful(); const first = g.next(); const thrown = g.throw('oops'); const end = g.next()
      const h = careful(); h.next(); const left = h.return('left')
      for (const x of careful()) { console.log(x); break }
      return [first, thrown, end, left, h.next()]
    }`,

  'generators that do not block': `
    function* ids() { let id = 0; while (true) yield ++id }
    const source = ids()
    export default function () { return [source.next().value, http.get('/' + source.next().value).url, [...'ab'].map((x) => http.get(x).url)] }`,

  'iterators of the script': `
    class Pages { constructor(n) { this.n = n } [Symbol.iterator]() { let i = 0; return { next: () => (i < this.n ? { value: http.get('/p' + i++).url, done: false } : { value: undefined, done: true }), return: () => { console.log('left'); return {} } } } }
    export default function () { const seen = []; for (const p of new Pages(2)) seen.push(p); for (const p of new Pages(5)) { if (seen.push(p) > 3) break } return [seen, [...new Pages(1)]] }`,

  'all callbacks of arrays': `
    const is = (x) => http.get('/' + x).url.length > 2
    export default function () {
      const xs = ['a', 'bb', 'c', 'dd'], holes = [1, , 3]
      const self = { p: '/self' }
      return [
        xs.some(is), xs.every(is), xs.find(is), xs.findIndex(is), xs.findLast(is), xs.findLastIndex(is), xs.filter(is), xs.map((x, i, all) => http.get(x).url + i + all.length),
        xs.flatMap((x) => [http.get(x).url, [x]]), xs.reduce((s, x) => s + http.get(x).url), xs.reduceRight((s, x) => s + http.get(x).url, '>'),
        holes.map((x) => http.get('/h' + x).url).length, holes.map((x) => http.get('/i' + x).url), holes.find((x) => { http.get('/f' + x); return false }),
        Array.from('xy', (x, i) => http.get(x + i).url), Array.from({ length: 2 }, (_, i) => http.get('/n' + i).url), xs.map(function (x) { return http.get(this.p + x).url }, self), [].every(is),
      ]
    }`,

  'arrays that change while their callbacks block': `
    export default function () {
      const xs = [1, 2, 3]; const seen = []
      xs.forEach((x) => { http.get('/' + x); seen.push(x); if (x === 1) xs.push(4); if (x === 2) xs.splice(2, 1) })
      const found = [1, 2, 3].filter((x, i, all) => { http.get('/f' + x); all[2] = 9; return true })
      try { [].reduce((a, b) => http.get(a + b)) } catch (e) { seen.push(e.name) }
      return [seen, found, class extends Array {}.from([1, 2]).map((x) => http.get('/' + x).status).length]
    }`,

  'collections and text': `
    export default function () {
      const m = new Map([['a', 1], ['b', 2]]), s = new Set(['x', 'y']), seen = []
      m.forEach((v, k) => { seen.push(http.get(k + v).url); if (k === 'a') m.set('c', 3) })
      s.forEach((v) => seen.push(http.get(v).url))
      new Uint8Array([5, 6]).forEach((n) => seen.push(http.get('/u' + n).url))
      return [seen, 'a-b-a'.replace(/a/g, (x, at) => http.get('/' + x + at).status), 'one two'.replace('two', () => http.get('/two').url), 'x.y.x'.replaceAll('x', (x) => http.get('/' + x).url),
        'k=v'.replace(/(?<key>\\w)=(?<val>\\w)/, (...m) => { const { key, val } = m.at(-1); return http.get('/' + val + key).url })]
    }`,

  'functions kept in collections': `
    const handlers = new Map([['a', () => http.get('/ha').url]]), queue = []
    const on = (name, fn) => handlers.set(name, fn), emit = (name, ...args) => handlers.get(name)?.(...args)
    on('b', (x) => http.get('/hb' + x).url)
    export default function () { queue.push(() => http.get('/q1').url, () => http.get('/q2').url); const out = [emit('a'), emit('b', 1), emit('c')]; while (queue.length) out.push(queue.shift()()); return out }`,

  'sorting with keys that were asked for before': `
    export default function () { const xs = ['c', 'a', 'b']; const keyed = xs.map((x) => [http.get(x).url, x]); keyed.sort(([a], [b]) => (a < b ? -1 : 1)); return [keyed, JSON.stringify({ a: http.get('/j').url }), JSON.parse('[1,2]', (k, v) => v)] }`,

  'lines without semicolons': `
    export default function () {
      let a = 1
      http.get('/a')
      const b = a
      http.get('/b')
      a = b
      ;[1].forEach((x) => http.get('/' + x))
      let c = a++
      http.get('/c')
      if (c) http.get('/d')
      else http.get('/e')
      for (const x of [1]) http.get('/' + x)
      return c
    }`,
})
