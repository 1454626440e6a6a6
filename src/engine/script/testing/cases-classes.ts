const imports = `
  import http from 'k6/http'
  import { check, fail, group, sleep } from 'k6'
`
const list = (cases: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cases).map(([name, source]) => [name, imports + source]))

/** Classes and objects. */
export const classCases: Readonly<Record<string, string>> = list({
  'wrappers around a client': `
    class Api { constructor(client) { this.client = client } list() { return this.client.get('/list').url } item(id) { return this.client.get('/item/' + id).url } }
    class Page { constructor() { this.api = new Api(http) } open() { return [this.api.list(), this.api.item(2)] } }
    export default function () { return new Page().open() }`,

  'static methods, fields and private names': `
    class Api {
      static base = '/static'
      static get(path) { return http.get(this.base + path).url }
      #secret = 's'
      static #count = 0
      arrow = (path) => http.get('/arrow' + path + this.#secret).url
      #hidden(path) { Api.#count += 1; return http.get('/hidden' + path).url }
      open(path) { return [this.#hidden(path), this.arrow(path), Api.#count, #secret in this] }
    }
    export default function () { const api = new Api(); const { arrow } = api; return [Api.get('/x'), api.open('/y'), arrow('/z')] }`,

  'super in methods, arrows and static methods': `
    class Base { base = '/b'; get(path) { return http.get(this.base + path).url } static make() { return http.get('/make').url } get kind() { return 'base' } }
    class Child extends Base {
      constructor() { super(); this.base = '/c' }
      get(path) { const viaArrow = () => super.get(path + '/arrow'); const nested = () => () => super.get(path + '/nested'); return [super.get(path), viaArrow(), nested()(), super.kind, super['get'](path + '/computed')] }
      static make() { return 'child ' + super.make() }
      field = () => super.get('/field')
    }
    const object = { __proto__: { hi() { return http.get('/proto').url } }, hi() { return 'own ' + super.hi() } }
    export default function () { const c = new Child(); return [c.get('/x'), Child.make(), c.field(), object.hi()] }`,

  mixins: `
    const Loud = (Base) => class extends Base { get(path) { console.log('loud'); return super.get(path) } }
    const Twice = (Base) => class Twice extends Base { get(path) { return [super.get(path + '1'), super.get(path + '2')] } }
    class Plain { get(path) { return http.get(path).url } }
    class All extends Twice(Loud(Plain)) {}
    export default function () { return new All().get('/m') }`,

  'getters that return a client': `
    const holder = { get client() { return { get: (u) => http.get(u).url } }, get http() { return http } }
    class Site { get api() { return this._api ??= { list: () => http.get('/list').url } } }
    export default function () { const s = new Site(); return [holder.client.get('/a'), holder.http.get('/b').url, s.api.list(), s.api.list()] }`,

  'methods that collide with those of Map': `
    class Store { constructor() { this.data = new Map() } get(key) { if (!this.data.has(key)) this.data.set(key, http.get('/' + key).url); return this.data.get(key) } has(key) { return this.data.has(key) } delete(key) { http.del('/' + key); return this.data.delete(key) } set(k, v) { return this.data.set(k, v) } }
    export default function () { const s = new Store(); const m = new Map([['x', 1]]); return [s.get('a'), s.get('a'), s.has('a'), s.delete('a'), s.has('a'), m.get('x'), m.has('y'), s.set('b', 2).get('b')] }`,

  'methods taken off their object': `
    class Api { constructor() { this.get = this.get.bind(this); this.base = '/bound' } get(path) { return http.get((this?.base ?? '/none') + path).url } free(path) { return http.get((this === undefined ? '/undefined' : '/object') + path).url } }
    export default function () { const { get, free } = new Api(); return [get('/a'), free('/b'), ['/c'].map(new Api().get)] }`,

  'object methods, computed and symbols': `
    const key = 'dyn', sym = Symbol('s')
    const o = { [key + 'amic'](x) { return http.get('/dyn' + x).url }, [sym]: () => http.get('/sym').url, 'quoted name'() { return http.get('/q').url }, 42() { return http.get('/42').url }, async: () => http.get('/async').url }
    export default function () { return [o.dynamic(1), o[sym](), o['quoted name'](), o[42](), o.async()] }`,

  'a state machine of methods': `
    class Flow { constructor() { this.state = 'start'; this.trail = [] } start() { this.trail.push(http.get('/start').url); return 'middle' } middle() { this.trail.push(http.get('/middle').url); return this.trail.length < 4 ? 'start' : 'end' } end() { return null } run() { while (this.state) this.state = this[this.state](); return this.trail } }
    export default function () { return new Flow().run() }`,

  'instanceof, names and lengths stay': `
    class A { m(a, b) { return http.get('/m') } }
    function f(a, b, c) { return http.get('/f') }
    const g = (a) => http.get('/g').url + 1
    export default function () { return [new A() instanceof A, A.name, f.length, g.length, A.prototype.m.length, f.name, g.name, typeof f, typeof A.prototype.m, Object.keys(new A()), Object.getOwnPropertyNames(A.prototype), 'prototype' in f] }`,

  'classes made in functions': `
    const make = (base) => class { url = base; visit(p = '') { return http.get(this.url + p).url } static of(p) { return new this().visit(p) } }
    export default function () { const A = make('/a'), B = make('/b'); return [new A().visit('1'), B.of('2'), new (make('/c'))().visit()] }`,

  'Object.assign, spread and inheritance of methods': `
    const base = { get(p) { return http.get(this.root + p).url } }
    const copy = { ...base, root: '/copy' }
    const assigned = Object.assign(Object.create(base), { root: '/assigned' })
    export default function () { return [copy.get('/1'), assigned.get('/2'), Object.entries({ a: () => http.get('/e').url }).map(([k, f]) => k + f())] }`,
})
