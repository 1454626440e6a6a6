const head = `
  import http from 'k6/http'
  import { group } from 'k6'
  const call = (path = '/x') => http.get(path).url
`

const bodies: Readonly<Record<string, string>> = {
  'a constructor that blocks': `
    class A { constructor(p) { this.a = call(p); this.b = call('/b') } get both() { return this.a + this.b } }
    export default () => new A('/a').both`,

  'its fields are set before': `
    class A { #p = 1; f = 2; constructor() { this.a = call('/a'); this.#p += this.f } sum() { return this.#p } }
    export default () => { const a = new A(); return [a.a, a.sum(), a instanceof A] }`,

  'a constructor that returns another object': `
    class A { constructor() { call('/a'); return { own: true } } }
    export default () => new A()`,

  'a constructor that returns no object': `
    class A { constructor() { this.x = 1; return call('/a') } }
    export default () => { const a = new A(); return [a.x, a instanceof A] }`,

  'a constructor that throws after it blocked': `
    class A { constructor() { call('/a'); throw new TypeError('no') } }
    export default () => { try { new A() } catch (e) { return e.name } }`,

  'a derived class without a constructor': `
    class A { constructor(p) { this.a = call(p) } } class B extends A { m() { return this.a } }
    export default () => { const b = new B('/b'); return [b.m(), b instanceof B, b.constructor.name] }`,

  'both constructors of a derived class, and super': `
    class A { constructor(p) { this.a = call(p) } } class B extends A { constructor(p, q) { super(p); this.b = call(q); this.c = super.who() } who() { return 'B' } } A.prototype.who = () => 'A'
    export default () => { const b = new B('/1', '/2'); return [b.a, b.b, b.c, b instanceof B] }`,

  'the constructor of a derived class with fields': `
    class A { constructor(p) { this.p = p } } class B extends A { tag = 'field'; constructor(p) { super(p + '!'); this.t = call('/b'); this.all = [1, 2].map((n) => call('/' + n + this.tag)) } }
    export default () => { const b = new B('x'); return [b.p, b.t, b.all, b.tag] }`,

  'three classes deep': `
    class A { constructor() { this.l = [call('/A')] } } class B extends A { constructor() { super(); this.l.push(call('/B')) } } class C extends B { constructor() { super(); this.l.push(call('/C')) } }
    export default () => new C().l`,

  'a function used as a constructor': `
    function Client(p) { this.p = call(p); this.q = 1 } Client.prototype.get = function () { return this.p + call('/get') }
    export default () => { const c = new Client('/es5'); return [c.get(), c.q, c instanceof Client] }`,

  'a constructor called for another object': `
    function Client(p) { this.p = call(p) } function Sub(p) { Client.call(this, p); this.s = 2 } Sub.prototype = Object.create(Client.prototype)
    export default () => { const c = new Sub('/sub'); return [c.p, c.s, c instanceof Client] }`,

  'a class of errors': `
    class E extends Error { constructor(m) { super(m); this.trace = call('/trace') } }
    export default () => { try { throw new E('boom') } catch (e) { return [e.message, e.trace, e instanceof E, e instanceof Error] } }`,

  'constructors in map': `
    class A { constructor(i) { this.i = i; this.u = call('/' + i) } }
    export default () => [1, 2, 3].map((i) => new A(i)).map((a) => a.u)`,

  'a factory method': `
    class A { static make(p) { return new A(p) } constructor(p) { this.u = call(p) } }
    export default () => A.make('/f').u`,

  'a class expression in an object': `
    const A = class { constructor() { this.u = call('/expr') } }; const classes = { A }
    export default () => new classes.A().u`,

  'a constructor in a constructor': `
    class A { constructor() { this.b = new B(this) } } class B { constructor(a) { this.u = call('/B'); this.a = a } }
    export default () => { const a = new A(); return [a.b.u, a.b.a === a] }`,

  'new in an async function': `
    class A { constructor() { this.u = call('/async') } }
    export default async () => { await null; return new A().u }`,

  'a group in a constructor': `
    class A { constructor() { this.u = group('g', () => call('/g')) } }
    export default () => new A().u`,

  'rest parameters and arguments of a constructor': `
    class A { constructor(...all) { this.n = all.length; this.u = call('/' + all.join('-')); this.a = arguments.length } }
    export default () => { const a = new A(1, 2, 3); return [a.n, a.u, a.a] }`,

  'default parameters of a constructor that block': `
    class A { constructor(p = call('/default'), { q = 1 } = {}) { this.p = p; this.q = q; call('/x') } }
    export default () => { const a = new A(); return [a.p, a.q] }`,

  'try and finally in a constructor': `
    class A { constructor() { try { this.u = call('/t') } finally { this.f = call('/f') } } }
    export default () => { const a = new A(); return [a.u, a.f] }`,

  'private methods of a constructor': `
    class A { #m() { return call('/private') } constructor() { this.u = this.#m() } }
    export default () => new A().u`,

  'arrow functions see the this of a constructor': `
    class B { } class A extends B { constructor(o) { super(); const self = this; this.f = () => self === this; this.u = call(o) } }
    export default () => { const a = new A('/c'); return [a.u, a.f()] }`,

  'Reflect.construct': `
    class A { constructor(p) { this.u = call(p) } }
    export default () => Reflect.construct(A, ['/r']).u`,

  'a class that is a member': `
    const api = { Client: class { constructor(p) { this.u = call(p) } } }
    export default () => new api.Client('/m').u`,

  'new with a spread': `
    class A { constructor(a, b) { this.u = call(a + b) } }
    export default () => new A(...['/s', 'p']).u`,

  'an arrow function that is called in a constructor': `
    class A { constructor() { const go = () => { this.u = call('/arrow') }; go() } }
    export default () => new A().u`,
}

/** Constructors that block. */
export const constructorCases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => [name, head + body]),
)
