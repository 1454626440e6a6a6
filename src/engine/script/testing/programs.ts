import fc from 'fast-check'

type Code = fc.Arbitrary<string>

/** Source text with generated parts in it. */
const code = (strings: TemplateStringsArray, ...parts: readonly Code[]): Code =>
  fc.tuple(...parts).map((values) => strings.reduce((all, part, index) => all + String(values[index - 1]) + part))

const number = fc.nat({ max: 9 }).map(String)
const url = fc.constantFrom("'/a'", "'/b'", "'/missing'", "'/broken'")
const name = fc.constantFrom('a', 'b', 'c')

const { expression, block } = fc.letrec<{ expression: string; statement: string; block: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'program', withCrossShrink: true },
    number,
    name,
    code`http.get(${url}).status`,
    code`log(${tie('expression')})`,
    code`(${tie('expression')} + ${tie('expression')})`,
    code`(${tie('expression')} && ${tie('expression')})`,
    code`(${tie('expression')} ? ${tie('expression')} : ${tie('expression')})`,
    code`(${name} = ${tie('expression')})`,
    code`(${name} ??= ${tie('expression')})`,
    code`(${tie('expression')}, ${tie('expression')})`,
    code`((a, b = ${tie('expression')}) => a + b)(${tie('expression')})`,
    code`(function (...c) { ${tie('block')} return c.length }).call(null, ${tie('expression')})`,
    code`[${tie('expression')}, 2].map((c) => ${tie('expression')}).length`,
    code`[1, 2].filter((c, b) => { ${tie('block')} return c }).length`,
    code`[3, 1].reduce((a, b) => a + ${tie('expression')}, ${tie('expression')})`,
    code`new Shop(${number}).get(${tie('expression')})`,
    code`o.deep?.call?.(${tie('expression')})`,
    code`o?.nothing?.get(${tie('expression')})`,
    code`o[${tie('expression')} > 100 ? 'call' : 'other'](${tie('expression')})`,
    code`\`x\${${tie('expression')}}\`.length`,
    code`[...items(${tie('expression')})].length`,
    code`Math.max(...[${tie('expression')}, ${tie('expression')}])`,
  ),
  statement: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'program', withCrossShrink: true },
    code`http.get(${url});`,
    code`${tie('expression')};`,
    code`{ let a = ${tie('expression')}; ${tie('block')} log(a); }`,
    code`if (${tie('expression')}) { ${tie('block')} } else { ${tie('block')} }`,
    code`for (let c = 0; c < 2; c += 1) { tick(); ${tie('block')} if (${tie('expression')} > 300) continue; ${tie('block')} }`,
    code`for (const b of items(${number})) { tick(); if (b > 1) break; ${tie('block')} }`,
    code`(() => { outer: for (const c of [1, 2]) { for (;;) { tick(); ${tie('block')} if (${tie('expression')}) continue outer; break outer } } })();`,
    code`try { ${tie('block')} } catch (b) { log(String(b)); ${tie('block')} } finally { ${tie('block')} }`,
    code`switch (${tie('expression')}) { case 1: { ${tie('block')} } case ${tie('expression')}: { ${tie('block')} break } default: { ${tie('block')} } }`,
    code`return ${tie('expression')};`,
    code`if (${tie('expression')} > 500) throw new Error('own');`,
    code`{ const inner = () => { ${tie('block')} return a }; log(inner()); }`,
    code`{ function hoisted(b) { ${tie('block')} return b } log(hoisted(${tie('expression')})); }`,
    code`group('g', () => { ${tie('block')} });`,
    code`[1].forEach((c) => { ${tie('block')} });`,
    code`do { tick(); ${tie('block')} } while (a++ < 1);`,
  ),
  block: fc.array(tie('statement'), { maxLength: 3 }).map((statements) => `{ ${statements.join(' ')} }`),
}))

/** Small scripts in which anything can block anywhere. */
export const programs: Code = code`
import http from 'k6/http'
import { group } from 'k6'
let steps = 0
const tick = () => { if (++steps > 100) throw new Error('enough') }
const log = (x) => { tick(); console.log(x); return x }
function* items(n) { for (let i = 0; i < n % 4; i += 1) { if (i === 1) http.get('/item'); yield i } }
class Shop { #n; constructor(n) { this.#n = n } get(x) { http.get('/shop'); return x + this.#n } }
const o = { deep: { call: (x) => http.get('/deep').status + x }, call(x) { return http.post('/call', x).status }, other: (x) => x }
export default function () {
  let a = 1, b = 2, c = 3
  ${block}
  return [a, b, c, ${expression}]
}`
