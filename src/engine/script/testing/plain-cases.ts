const imports = `
  import http from 'k6/http'
  import { check, fail, group, sleep } from 'k6'
`

/** Scripts of the common kinds, by what they are about. */
export const plainCases: Readonly<Record<string, string>> = {
  'one request': `${imports}
    export default function () { return http.get('/a').status }`,

  'a script that never blocks': `${imports}
    const add = (a, b) => a + b
    export default function (data) { console.log(add(1, 2), data); return __VU }`,

  'helper functions': `${imports}
    function login(user) { return http.post('/login', { user }).body }
    const visit = (path, token) => http.get(path + '?t=' + token)
    export default function () {
      const token = login('ann' + __VU)
      for (const path of ['/a', '/b']) console.log(visit(path, token).status)
      sleep(0.5)
    }`,

  'groups and checks': `${imports}
    export default function () {
      group('outer', () => {
        const page = http.get('/page')
        group('inner', function () { http.get('/inner'); sleep(1) })
        check(page, { 'is 200': (r) => r.status === 200, 'asks again': () => http.get('/again').status === 404 })
      })
      return group('value', () => 'inside')
    }`,

  'callbacks of arrays': `${imports}
    export default function () {
      const urls = ['/a', '/b', '/c']
      urls.forEach((url, index) => console.log(index, http.get(url).body))
      const all = urls.map((url) => http.get(url + '/m').url)
      const some = urls.filter((url) => http.get(url).url !== '/b')
      return [all, some, urls.reduce((sum, url) => sum + http.get(url).status, 0)]
    }`,

  classes: `${imports}
    class Client {
      constructor(base) { this.base = base; this.count = 0 }
      get(path) { this.count += 1; return http.get(this.base + path) }
      both() { return [this.get('/x').url, this.get('/y').url] }
    }
    class Shop extends Client { get(path) { return super.get('/shop' + path) } }
    const shop = new Shop('http://h')
    export default function () { return [shop.both(), shop.count] }`,

  'closures in loops': `${imports}
    export default function () {
      const later = []
      for (let i = 0; i < 3; i += 1) { http.get('/' + i); later.push(() => http.get('/later/' + i).url) }
      return later.map((fn) => fn())
    }`,

  'errors and finally': `${imports}
    function risky(url) {
      try { return http.get(url).url } catch (error) { console.log(error); return http.get('/instead').url } finally { http.get('/cleanup') }
    }
    export default function () { console.log(risky('/fine'), risky('/broken')); fail('enough') }`,

  'module state of a VU': `${imports}
    let count = 0
    const seen = []
    globalThis.mine = __VU
    export default function () { count += 1; seen.push(http.get('/' + __VU).url); sleep(0.1); seen.push(globalThis.mine); return [count, seen] }`,
}
